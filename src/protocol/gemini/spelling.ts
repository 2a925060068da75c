// Protocol buffers as JSON: a name may be written `maxOutputTokens` or `max_output_tokens`, and the only item of a list
// without the list. https://protobuf.dev/programming-guides/json/

/** Members whose value is the caller's own. */
const own = new Set(['args', 'response', 'responseJsonSchema', 'parametersJsonSchema', 'default', 'example', 'enum']);
const lists = new Set(['contents', 'parts', 'tools', 'functionDeclarations', 'safetySettings', 'stopSequences']);

const camel = (name: string): string => name.replaceAll(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** `maxOutputTokens` → `max_output_tokens`: as the API writes places in its errors. */
export const snake = (name: string): string =>
  name.replaceAll(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A request with the names that the documentation uses. */
export function asDocumented(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asDocumented);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = camel(key);
      if (own.has(name)) return [name, inner];
      if (name === 'properties') return [name, named(inner)];
      const plain = asDocumented(inner);
      return [name, lists.has(name) && isObject(plain) ? [plain] : plain];
    }),
  );
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A map whose names are the caller's own, and whose values are not. */
function named(map: unknown): unknown {
  if (!isObject(map)) return map;
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, asDocumented(value)]));
}
