import { distance } from 'fastest-levenshtein';

/** The name most like `written`, if any is near enough to have been meant. */
export function nearest(written: string, names: readonly string[]): string | undefined {
  const plain = (s: string) => s.toLowerCase().replaceAll(/[-_ ]/g, '');
  const ranked = names
    .map((name) => ({ name, far: steps(plain(written), plain(name)) }))
    .sort((a, b) => a.far - b.far || a.name.localeCompare(b.name));
  const best = ranked[0];
  return best && best.far <= Math.max(1, Math.floor(best.name.length * 0.4)) ? best.name : undefined;
}

/** How many letters must be changed; two that stand in each other's place count as one. */
function steps(a: string, b: string): number {
  const swapped = Array.from(
    { length: Math.max(0, a.length - 1) },
    (_, i) => a.slice(0, i) + a[i + 1] + a[i] + a.slice(i + 2),
  );
  return Math.min(distance(a, b), ...(a.length === b.length ? swapped.map((s) => 1 + distance(s, b)) : []));
}

/** `Did you mean "x"?` if a name is near, else `<what>: <all of them>`. */
export function suggest(written: string, names: readonly string[], what: string): string {
  const near = nearest(written, names);
  if (near) return `Did you mean "${near}"?`;
  return names.length > 0 ? `${what}: ${names.join(', ')}.` : `There are none.`;
}
