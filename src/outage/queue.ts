import { defineShape, perSecond, share } from './outage.ts';

/** What a component may multiply its calls by, with patience, and still let a queue that it filled come to its end. */
const bearable = 2;
const busiest = 0.8;
const triedUse = 0.4;

export const queue = defineShape({
  name: 'queue',
  summary:
    'works off one call after the other at a rate, those that nobody waits for any more as well, and falls to a part of its rate while it lasts',
  seen: 'Any service with a queue and no deadline: after a stall of seconds it works for minutes on what was given up long ago.',
  does: 'delays',
  limits: true,
  params: { rate: perSecond(100), left: share(0) },
  // Room to spare for a component that asks twice, and none for one that asks three times.
  tried: (offered) => ({ rate: offered / triedUse }),
  // What came meanwhile has to be worked off, by a component that asked again for some of it.
  over: ({ rate }, lasts, offered) => {
    const use = Math.min(busiest, (bearable * offered) / rate);
    return lasts + (lasts * use) / (1 - use);
  },
  open: ({ rate, left }, lasts) => {
    // When it will have worked off all that came so far.
    let free = Number.NEGATIVE_INFINITY;
    return ({ at }) => {
      free = worked(Math.max(free, at), 1000 / rate, { lasts, left });
      return { after: free - at };
    };
  },
});

/** When work of so many milliseconds at the full rate is done, if it is begun at a time. */
function worked(
  from: number,
  work: number,
  { lasts, left }: { readonly lasts: number; readonly left: number },
): number {
  const speed = left / 100;
  if (from < 0) {
    if (from + work <= 0) return from + work;
    return worked(0, work + from, { lasts, left });
  }
  if (from >= lasts) return from + work;
  const possible = (lasts - from) * speed;
  return work <= possible && speed > 0 ? from + work / speed : lasts + (work - possible);
}
