/** An object with other names for its members; undefined where none changes, or two become one. */
export function renamed(value: Readonly<Record<string, unknown>>, rename: (key: string) => string): unknown {
  const keys = Object.keys(value);
  const names = keys.map(rename);
  if (new Set(names).size < names.length || names.every((name, i) => name === keys[i])) return undefined;
  return Object.fromEntries(keys.map((key, i) => [names[i], value[key]]));
}
