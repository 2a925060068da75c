const perUnit = { ms: 1, s: 1000, m: 60_000 } as const;

export const durationPattern = '^\\d+(\\.\\d+)?(ms|s|m)$';

/** `250ms`, `2s`, `1.5s`, `1m` → milliseconds. The text has been checked against `durationPattern`. */
export function milliseconds(text: string): number {
  const [, amount, unit] = /^([\d.]+)(ms|s|m)$/.exec(text) as unknown as [string, string, keyof typeof perUnit];
  return Number(amount) * perUnit[unit];
}

export const ratePattern = '^\\d+(\\.\\d+)?/s$';

/** `20/s` → 20. The text has been checked against `ratePattern`. */
export const perSecond = (text: string): number => Number.parseFloat(text);

/** Milliseconds → the shortest exact spelling of a duration: 1500 → `1.5s`, 250 → `250ms`. */
export function duration(ms: number): string {
  if (ms >= 60_000 && ms % 60_000 === 0) return `${ms / 60_000}m`;
  return ms >= 1000 && ms % 100 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}
