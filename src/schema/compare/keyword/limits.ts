import { readable } from '../conjunct.ts';
import { type Demand, gapOf, type KeywordRule } from '../demand.ts';
import { areClosed, type JsonType, limit, namesOf, requiredBy } from '../facts.ts';

interface Limit {
  readonly type: JsonType;
  readonly side: 'lower' | 'upper';
  readonly told: (n: number) => readonly [must: string, may: string];
}

const atLeast = (what: string) => (n: number) =>
  [`must have at least ${n} ${what}`, `may have fewer than ${n} ${what}`] as const;
const atMost = (what: string) => (n: number) =>
  [`must have at most ${n} ${what}`, `may have more than ${n} ${what}`] as const;

const limits: Readonly<Record<string, Limit>> = {
  minimum: { type: 'number', side: 'lower', told: (n) => [`must be at least ${n}`, `may be below ${n}`] },
  exclusiveMinimum: { type: 'number', side: 'lower', told: (n) => [`must be above ${n}`, `may be ${n} or less`] },
  maximum: { type: 'number', side: 'upper', told: (n) => [`must be at most ${n}`, `may be above ${n}`] },
  exclusiveMaximum: { type: 'number', side: 'upper', told: (n) => [`must be below ${n}`, `may be ${n} or more`] },
  minLength: { type: 'string', side: 'lower', told: atLeast('characters') },
  maxLength: { type: 'string', side: 'upper', told: atMost('characters') },
  minItems: { type: 'array', side: 'lower', told: atLeast('items') },
  maxItems: { type: 'array', side: 'upper', told: atMost('items') },
  minProperties: { type: 'object', side: 'lower', told: atLeast('members') },
  maxProperties: { type: 'object', side: 'upper', told: atMost('members') },
};

/** How far values can go, as far as the same keywords tell. */
function reach({ keyword, known }: Demand, side: Limit['side']): number {
  const [best, none] = side === 'lower' ? (['largest', -Infinity] as const) : (['smallest', Infinity] as const);
  const told = (k: string) => limit(known, k, best) ?? none;
  const further = side === 'lower' ? Math.max : Math.min;
  if (keyword === 'minimum' || keyword === 'exclusiveMinimum')
    return further(told('minimum'), told('exclusiveMinimum'));
  if (keyword === 'maximum' || keyword === 'exclusiveMaximum')
    return further(told('maximum'), told('exclusiveMaximum'));
  if (keyword === 'minProperties') return further(told(keyword), requiredBy(known).size);
  if (keyword === 'maxProperties' && areClosed(known)) return further(told(keyword), namesOf(known).length);
  if (keyword.startsWith('min')) return further(told(keyword), 0);
  return told(keyword);
}

const isStrict = (keyword: string) => keyword.startsWith('exclusive');

function holds(demand: Demand, { side }: Limit, asked: number): boolean {
  const reached = reach(demand, side);
  if (reached !== asked || !isStrict(demand.keyword)) return side === 'lower' ? reached >= asked : reached <= asked;
  return readable(demand.known).some(({ schema }) => schema[demand.keyword] === asked);
}

/** The demand turned round: values just outside of the limit. */
function beyond(keyword: string, { type, side }: Limit, asked: number): object[] {
  if (type === 'number') {
    const [own, other] = side === 'lower' ? ['Maximum', 'maximum'] : ['Minimum', 'minimum'];
    return [isStrict(keyword) ? { type, [other]: asked } : { type, [`exclusive${own}`]: asked }];
  }
  const [part] = /Length|Items|Properties/.exec(keyword)!;
  return [side === 'lower' ? { type, [`max${part}`]: asked - 1 } : { type, [`min${part}`]: asked + 1 }];
}

export const limitRule: KeywordRule = {
  keywords: Object.keys(limits),
  *gaps(demand) {
    const { keyword, value, type } = demand;
    const one = limits[keyword]!;
    if (one.type !== type || typeof value !== 'number' || holds(demand, one, value)) return;
    yield gapOf(demand, one.told(value), beyond(keyword, one, value) as never);
  },
};
