/** What the first check finds that finds anything; the others are not made. */
export function first<T>(checks: Iterable<() => T | undefined>): T | undefined {
  for (const check of checks) {
    const found = check();
    if (found !== undefined) return found;
  }
  return undefined;
}
