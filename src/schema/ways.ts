import { gone, type Way } from './break.ts';

const number = (value: unknown): value is number => typeof value === 'number';

export const missing: Way = ({ required }) => (required ? [gone] : []);

export const nullified: Way = ({ value }) => (value === null ? [] : [null]);

export const retyped: Way = ({ value }) => {
  if (typeof value === 'string') return [42, [value]];
  if (number(value) || typeof value === 'boolean') return [String(value), { value }];
  if (Array.isArray(value)) return [{}, ''];
  return [[], 'object'];
};

export const unlisted: Way = ({ node }) => (Array.isArray(node.enum) || 'const' in node ? ['something_else'] : []);

// JSON Schema counts characters, not the halves that JavaScript makes of some.
export const resized: Way = ({ value, node }) => {
  const { minLength, maxLength, minItems, maxItems } = node;
  if (typeof value === 'string') {
    const letters = [...value];
    const missed = number(maxLength) && maxLength < 100_000 ? maxLength + 1 - letters.length : 0;
    return [
      ...(number(minLength) && minLength > 0 ? [letters.slice(0, minLength - 1).join('')] : []),
      ...(missed > 0 ? [value + 'x'.repeat(missed)] : []),
    ];
  }
  if (!Array.isArray(value)) return [];
  const longer = number(maxItems) && maxItems < 10_000 && value.length > 0;
  return [
    ...(number(minItems) && minItems > 0 ? [value.slice(0, minItems - 1)] : []),
    ...(longer ? [Array.from({ length: maxItems + 1 }, (_, i) => value[i % value.length])] : []),
  ];
};

export const outranged: Way = ({ value, node }) => {
  if (!number(value)) return [];
  const low = [node.minimum, node.exclusiveMinimum].filter(number).map((n) => n - 1);
  const high = [node.maximum, node.exclusiveMaximum].filter(number).map((n) => n + 1);
  return [...high, ...low, ...(high.length > 0 ? [1e12] : [])];
};
