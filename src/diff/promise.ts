import type { Change } from './rule.ts';

interface Promised {
  readonly name: string;
  readonly what: string;
  readonly was: number | undefined;
  readonly now: number | undefined;
  readonly written: (n: number) => string;
  /** Which way the promise gets weaker; where it is not made at all, nothing is promised. */
  readonly worse: 'more' | 'less';
  readonly pointer: string;
  readonly breaks: readonly string[];
}

/** What it means that a number that is promised is another one. */
export function* promiseChange({ name, what, was, now, written, worse, pointer, breaks }: Promised): Generator<Change> {
  if (was === now) return;
  const weaker = now === undefined || (was !== undefined && (worse === 'more' ? now > was : now < was));
  const from = was === undefined ? 'was not promised' : `was ${written(was)}`;
  const to = now === undefined ? 'is not promised any more' : `is ${written(now)}`;
  yield {
    pointer,
    ...(now === undefined ? { stands: 'old' } : {}),
    what: `${name}: ${what} ${to}; it ${from}.`,
    breaks: weaker ? breaks : [],
    bump: weaker ? 'major' : 'minor',
  };
}
