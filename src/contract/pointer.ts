/** Appends one step to a JSON Pointer (RFC 6901). */
export function step(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The unescaped steps of a JSON Pointer. */
export function steps(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((s) => s.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value at a JSON Pointer; undefined where there is none. */
export function at(root: unknown, pointer: string): unknown {
  let value = root;
  for (const key of steps(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** A copy of `root` in which the value at `pointer` is `value`, or absent if `value` is undefined. */
export function withAt(root: unknown, pointer: string, value: unknown): unknown {
  const [key, ...rest] = steps(pointer);
  if (key === undefined) return value;
  const tail = rest.reduce<string>((p, s) => step(p, s), '');
  if (Array.isArray(root)) {
    const copy = [...root];
    if (tail === '' && value === undefined) copy.splice(Number(key), 1);
    else copy[Number(key)] = withAt(copy[Number(key)], tail, value);
    return copy;
  }
  const entries = Object.entries(root as Record<string, unknown>);
  if (!entries.some(([k]) => k === key)) entries.push([key, undefined]);
  return Object.fromEntries(
    entries.map(([k, v]) => [k, k === key ? withAt(v, tail, value) : v] as const).filter(([, v]) => v !== undefined),
  );
}
