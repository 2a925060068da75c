import type { Schema } from '../contract/contract.ts';
import { step, steps } from '../contract/pointer.ts';
import { flatten } from '../schema/flatten.ts';
import type { Node } from '../schema/merge.ts';
import { messNamed } from './kinds/index.ts';
import { shareOf } from './share.ts';
import type { Counted, OperationLearning } from './tally.ts';

/** A change to the contract that would let the component's callers have what they send. */
export interface Amendment {
  /** `accepts`: beside the body's schema. `body`: inside of it. */
  readonly into: 'accepts' | 'body';
  /** The keys that lead to the keyword, from the root of the schema as it is with its references written out. */
  readonly path: readonly string[];
  readonly keyword: string;
  /** What the keyword should say; it may hold values of the traffic. */
  readonly value: unknown;
  /** The deviations that call for it, each with its count. */
  readonly because: readonly string[];
}

type Change = Pick<Amendment, 'path' | 'keyword' | 'value'>;

// What cannot be served, whoever would like to.
const hopeless = ['empty-body', 'null-body', 'cut-off', 'plain-words', 'xml-body', 'deep-nesting', 'beyond-double'];
// More new values than this are no list any more.
const newValues = 8;
// The kinds that are told with the values that were seen, and how many of these.
const named = ['unknown-field', 'unlisted-value'];
const mostNamed = 5;

/** The amendments that the traffic of one operation calls for: schemas are widened where that is natural, else mess is tolerated. */
export function amendments({ operation, requests, deviations }: OperationLearning): Amendment[] {
  const schema = operation.accepts.body ?? true;
  const { tolerates } = operation.accepts;
  const open = deviations.filter(({ breaks, kind }) => breaks && !hopeless.includes(kind));
  const because = ({ kind, pointer, requests: n, values }: Counted) => {
    const which = named.includes(kind)
      ? [...values]
          .sort((a, b) => b[1] - a[1])
          .slice(0, mostNamed)
          .map(([one, times]) => `${one} (${times})`)
      : [];
    return `${shareOf(n, requests)}: ${kind} at ${pointer}${which.length > 0 ? `, ${which.join(', ')}` : ''}`;
  };
  const widened = new Map<string, Amendment>();
  const tolerated: Counted[] = [];
  for (const one of open) {
    const change = widening(one, schema, open);
    const key = change && [...change.path, change.keyword].join(' ');
    if (key !== undefined)
      widened.set(key, { into: 'body', ...change!, because: [...(widened.get(key)?.because ?? []), because(one)] });
    else if (messNamed(one.kind)) tolerated.push(one);
  }
  if (tolerated.length === 0) return [...widened.values()];
  const value = [...new Set([...tolerates, ...tolerated.map(({ kind }) => kind)])];
  const tolerating = {
    into: 'accepts',
    path: [],
    keyword: 'tolerates',
    value,
    because: tolerated.map(because),
  } as const;
  return [...widened.values(), tolerating];
}

/** Undefined where a kind is better tolerated than allowed for good. */
function widening(one: Counted, schema: Schema, all: readonly Counted[]): Change | undefined {
  const change = (pointer: string, keyword: string, value: (node: Node) => unknown): Change | undefined => {
    const place = placeOf(schema, pointer.replace(/^\/body/, ''));
    return place && { path: place.path, keyword, value: value(place.node) };
  };
  const { kind, pointer, keyword, least, most } = one;
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  if (kind === 'null-member') return change(pointer, ...nullable(schema, pointer));
  if (kind === 'null-item') return change(`${pointer}/*`, ...nullable(schema, `${pointer}/*`));
  if (kind === 'missing-member' && keyword === 'required') {
    const missing = all.filter((other) => other.kind === kind && other.pointer.startsWith(`${parent}/`));
    return change(parent, 'required', ({ required = [] }) =>
      required.filter((name) => !missing.some((other) => other.pointer === step(parent, name))),
    );
  }
  if (kind === 'unlisted-value' && keyword === 'enum' && one.values.size > 0 && one.values.size <= newValues)
    return change(pointer, 'enum', (node) => [...((node.enum as unknown[] | undefined) ?? []), ...one.values.keys()]);
  if (kind === 'unknown-field') return change(pointer, keyword ?? 'additionalProperties', () => true);
  if (kind === 'fraction' && keyword === 'type') return change(pointer, 'type', () => 'number');
  const bound = bounds[keyword ?? ''];
  const size = bound?.of === 'most' ? most : least;
  return bound && size !== undefined ? change(pointer, bound.keyword, () => size) : undefined;
}

/** Keyword of a bound → the keyword that moves it, and to which of the sizes that were seen. */
const bounds: Readonly<Record<string, { readonly keyword: string; readonly of: 'least' | 'most' }>> = {
  maxLength: { keyword: 'maxLength', of: 'most' },
  minLength: { keyword: 'minLength', of: 'least' },
  maximum: { keyword: 'maximum', of: 'most' },
  exclusiveMaximum: { keyword: 'maximum', of: 'most' },
  minimum: { keyword: 'minimum', of: 'least' },
  exclusiveMinimum: { keyword: 'minimum', of: 'least' },
  maxItems: { keyword: 'maxItems', of: 'most' },
  minItems: { keyword: 'minItems', of: 'least' },
};

/** The keyword that forbids null, and what it says when null is allowed. */
function nullable(schema: Schema, pointer: string): [keyword: string, value: (node: Node) => unknown] {
  const node = placeOf(schema, pointer.replace(/^\/body/, ''))?.node ?? {};
  if (node.type === undefined && Array.isArray(node.enum))
    return ['enum', ({ enum: listed }) => [...(listed as unknown[]), null]];
  return ['type', ({ type = [] }) => [...new Set([type, 'null'].flat())]];
}

/** Where in a schema it says what stands at a pointer of a value; undefined where branches would have to be chosen. */
function placeOf(schema: Schema, pointer: string): { path: string[]; node: Node } | undefined {
  let node = flatten(schema, schema);
  const path: string[] = [];
  for (const key of steps(pointer)) {
    const declared = node.properties && Object.hasOwn(node.properties, key) ? node.properties[key] : undefined;
    const list = key === '*' && node.items !== undefined;
    const inner = declared ?? (list ? (node.items as Schema) : undefined);
    if (inner === undefined) return undefined;
    path.push(...(declared === undefined ? ['items'] : ['properties', key]));
    node = flatten(inner, schema);
  }
  return { path, node };
}
