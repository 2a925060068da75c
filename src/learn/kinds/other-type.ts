import { type BreakingKind, type Broken, isObject } from './kind.ts';

type Test = (broken: Broken) => boolean;

const wants =
  (types: readonly string[], test: (value: unknown, broken: Broken) => boolean): Test =>
  (broken) =>
    broken.wanted.some((type) => types.includes(type)) && test(broken.value, broken);
const number = (pattern: RegExp) =>
  wants(['number', 'integer'], (value) => typeof value === 'string' && pattern.test(value.trim()));
const scalars = ['string', 'number', 'integer', 'boolean'];
const isJsonOf = (value: unknown, list: boolean) => {
  try {
    const read = typeof value === 'string' ? JSON.parse(value) : undefined;
    return list ? Array.isArray(read) : isObject(read);
  } catch {
    return false;
  }
};
const isNumbered = (value: unknown) => isObject(value) && Object.keys(value).every((key) => /^\d+$/.test(key));

const typeKind = (name: string, fits: Test, more: Partial<BreakingKind> = {}): BreakingKind => ({
  name,
  keywords: ['type'],
  fits,
  ...more,
});

// A list of allowed values has types as well.
const listed = { keywords: ['type', 'enum', 'const'] };
const deep = 100;

/** Lists in lists in lists: followed along their first items. */
function isDeep(value: unknown): boolean {
  let depth = 0;
  for (let inner = value; Array.isArray(inner) && depth < deep; inner = inner[0]) depth++;
  return depth === deep;
}

/** Values of another type than the schema wants; the first that fits is meant. */
export const typeKinds: readonly BreakingKind[] = [
  typeKind('deep-nesting', ({ value }) => isDeep(value), listed),
  typeKind('null-item', ({ value, inList }) => value === null && inList, { at: 'parent', ...listed }),
  typeKind('null-member', ({ value }) => value === null, listed),
  typeKind('number-as-string', number(/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i)),
  typeKind('thousands-separator', number(/^-?\d{1,3}([,’'\s]\d{3})+(\.\d+)?$/)),
  typeKind('decimal-comma', number(/^-?\d+,\d+$/)),
  typeKind('percent-sign', number(/^-?[\d.,]+\s*%$/)),
  typeKind('currency-sign', number(/^(\p{Sc}|[A-Z]{3})\s*-?[\d.,]+$|^-?[\d.,]+\s*(\p{Sc}|[A-Z]{3})$/u)),
  typeKind('number-with-unit', number(/^-?\d+([.,]\d+)?\s*[a-zµ°]+$/i)),
  typeKind(
    'boolean-as-text',
    wants(['boolean'], (value) => typeof value === 'string' && /^(true|false)$/i.test(value)),
  ),
  typeKind(
    'yes-or-no',
    wants(['boolean'], (value) => typeof value === 'string' && /^(yes|no|y|n|on|off)$/i.test(value)),
  ),
  typeKind(
    'boolean-as-number',
    wants(['boolean'], (value) => value === 0 || value === 1),
  ),
  typeKind(
    'number-as-boolean',
    wants(['number', 'integer'], (value) => typeof value === 'boolean'),
  ),
  typeKind(
    'fraction',
    wants(['integer'], (value) => typeof value === 'number'),
  ),
  typeKind(
    'date-as-timestamp',
    wants(['string'], (value, { node }) => typeof value === 'number' && /^date/.test(String(node.format))),
  ),
  typeKind(
    'text-as-number',
    wants(['string'], (value) => typeof value === 'number'),
  ),
  typeKind(
    'text-as-boolean',
    wants(['string'], (value) => typeof value === 'boolean'),
  ),
  typeKind('object-as-text', ({ value, wanted }) =>
    ['array', 'object'].some((type) => wanted.includes(type) && isJsonOf(value, type === 'array')),
  ),
  typeKind(
    'list-as-text',
    wants(['array'], (value) => typeof value === 'string' && value.includes(',')),
  ),
  typeKind('list-as-map', wants(['array'], isNumbered)),
  typeKind(
    'single-for-list',
    wants(['array'], () => true),
  ),
  typeKind(
    'list-for-single',
    wants([...scalars, 'object'], (value) => Array.isArray(value)),
  ),
  typeKind(
    'value-in-object',
    wants(scalars, (value) => isObject(value) && Object.keys(value).length === 1),
  ),
  typeKind('other-type', () => true, { summary: 'sends a value of another type' }),
];
