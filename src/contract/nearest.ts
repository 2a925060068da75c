import { distance } from 'fastest-levenshtein';

/** The name most like `written`, if any is near enough to have been meant. */
export function nearest(written: string, names: readonly string[]): string | undefined {
  const plain = (s: string) => s.toLowerCase().replaceAll(/[-_ ]/g, '');
  const ranked = names
    .map((name) => ({ name, far: distance(plain(written), plain(name)) }))
    .sort((a, b) => a.far - b.far || a.name.localeCompare(b.name));
  const best = ranked[0];
  return best && best.far <= Math.max(1, Math.floor(best.name.length * 0.5)) ? best.name : undefined;
}

/** `Did you mean "x"?` if a name is near, else the list of all of them. */
export function suggest(written: string, names: readonly string[], what: string): string {
  const near = nearest(written, names);
  if (near) return `Did you mean "${near}"?`;
  return names.length > 0 ? `${what}: ${names.join(', ')}.` : `There are none.`;
}
