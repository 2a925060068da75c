import { gone, type Way } from './break.ts';

const number = (value: unknown): value is number => typeof value === 'number';

export const missing: Way = ({ required, pointer }) => (required && pointer !== '' ? [gone] : []);

export const nullified: Way = ({ value }) => (value === null ? [] : [null]);

export const retyped: Way = ({ value }) => {
  if (typeof value === 'string') return [42, [value]];
  if (number(value) || typeof value === 'boolean') return [String(value), { value }];
  if (Array.isArray(value)) return [{}, ''];
  return [[], 'object'];
};

export const unlisted: Way = ({ node }) => (Array.isArray(node.enum) || 'const' in node ? ['something_else'] : []);

export const resized: Way = ({ value, node }) => {
  if (typeof value === 'string') {
    const long = number(node.maxLength) && node.maxLength < 100_000 ? [value.padEnd(node.maxLength + 1, 'x')] : [];
    return number(node.minLength) && node.minLength > 0 ? [value.slice(0, node.minLength - 1), ...long] : long;
  }
  if (!Array.isArray(value)) return [];
  const most =
    number(node.maxItems) && node.maxItems < 10_000 && value.length > 0
      ? [Array.from({ length: node.maxItems + 1 }, (_, i) => value[i % value.length])]
      : [];
  return number(node.minItems) && node.minItems > 0 ? [value.slice(0, node.minItems - 1), ...most] : most;
};

export const outranged: Way = ({ value, node }) => {
  if (!number(value)) return [];
  const low = [node.minimum, node.exclusiveMinimum].filter(number).map((n) => n - 1);
  const high = [node.maximum, node.exclusiveMaximum].filter(number).map((n) => n + 1);
  return [...high, ...low, ...(high.length > 0 ? [1e12] : [])];
};
