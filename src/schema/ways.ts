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

export const respelledNumber: Way = ({ value }) => (number(value) ? [String(value)] : []);

export const respelledBoolean: Way = ({ value }) => (typeof value === 'boolean' ? [String(value)] : []);

export const blanked: Way = ({ value }) => (typeof value === 'string' && value !== '' ? [''] : []);

export const drained: Way = ({ value }) => (Array.isArray(value) && value.length > 0 ? [[]] : []);

export const listed: Way = ({ value }) => (Array.isArray(value) || value === null ? [] : [[value]]);

export const unwrapped: Way = ({ value }) => (Array.isArray(value) && value.length > 0 ? [value[0]] : []);

/** Each member that must be there, under the name that another convention gives it. */
export const renamed: Way = ({ value, node }) => {
  if (!isObject(value)) return [];
  return (node.required ?? [])
    .filter((key) => Object.hasOwn(value, key) && !Object.hasOwn(value, otherStyle(key)) && otherStyle(key) !== key)
    .map((key) => Object.fromEntries(Object.entries(value).map(([k, v]) => [k === key ? otherStyle(k) : k, v])));
};

/** The whole inside of an object of its own. */
export const wrapped: Way = ({ pointer, value }) => (pointer === '' ? [{ data: value }] : []);

/** The whole as a text that holds it as JSON. */
export const quoted: Way = ({ pointer, value }) =>
  pointer === '' && typeof value === 'object' && value !== null ? [JSON.stringify(value)] : [];

export const bared: Way = ({ pointer, value }) =>
  pointer === '' && isObject(value) && Object.keys(value).length > 0 ? [{}] : [];

export const hollowed: Way = ({ pointer, value }) =>
  pointer === '' && isObject(value) && Object.keys(value).length > 0
    ? [Object.fromEntries(Object.keys(value).map((key) => [key, null]))]
    : [];

/** A number above its bound that is as large as JSON in JavaScript can be. */
export const largest = 1e308;
export const overflown: Way = ({ value, node }) =>
  number(value) && (number(node.maximum) || number(node.exclusiveMaximum)) ? [largest] : [];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `user_id` ↔ `userId`; a single word gets a capital. */
function otherStyle(key: string): string {
  const camel = key.replaceAll(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  if (camel !== key) return camel;
  const snake = key.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return snake === key ? key.charAt(0).toUpperCase() + key.slice(1) : snake;
}
