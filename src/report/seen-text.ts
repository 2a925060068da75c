import type { Seen } from '../history/history.ts';

/** When a finding was first found, and how often since; undefined where no earlier run is known. */
export function seenText({ first, played, found, known }: Seen): string | undefined {
  if (known === 0) return undefined;
  if (played === 1) return `new: in none of ${known} earlier run${known === 1 ? '' : 's'}`;
  const often =
    found === played ? `in each of the ${played} runs since` : `comes and goes: in ${found} of ${played} runs since`;
  return `first found ${first.slice(0, 10)}, ${often}`;
}
