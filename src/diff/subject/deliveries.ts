import type { Delivery } from '../../contract/contract.ts';
import { duration } from '../../contract/units.ts';
import { operationPairs } from '../pairs.ts';
import { promiseChange } from '../promise.ts';
import type { DiffRule } from '../rule.ts';
import { callersOf } from '../who.ts';

const effectOf = ({ dependency, operation }: Delivery) => `${dependency}.${operation}`;

export const deliveries: DiffRule = {
  name: 'deliveries',
  summary: 'an effect that `ok` no longer promises, or promises for later, breaks the callers',
  covers: ['upstream/*/delivers', 'upstream/*/delivers/**'],
  *changes(versions) {
    for (const { before, after, pointer } of operationPairs(versions)) {
      const [was, now] = [before.delivers ?? [], after.delivers ?? []];
      const breaks = callersOf(before);
      const at = `${pointer}/delivers`;
      for (const old of was) {
        const index = now.findIndex((one) => effectOf(one) === effectOf(old));
        const one = now[index];
        if (!one) {
          const what = `${after.name}: ok no longer promises ${effectOf(old)}.`;
          yield { pointer: at, stands: 'old', what, breaks, bump: 'major' };
          continue;
        }
        yield* promiseChange({
          name: after.name,
          what: `the time until ${effectOf(one)} is acknowledged`,
          was: old.within,
          now: one.within,
          written: duration,
          worse: 'more',
          pointer: `${at}/${index}`,
          breaks,
        });
        if (old.key !== one.key) {
          const what = `${after.name}: ${effectOf(one)} is told apart by ${one.key}, and not by ${old.key}.`;
          yield { pointer: `${at}/${index}`, inside: '/key', what, breaks: [], bump: 'patch' };
        }
      }
      for (const [i, one] of now.entries())
        if (!was.some((old) => effectOf(old) === effectOf(one)))
          yield {
            pointer: `${at}/${i}`,
            what: `${after.name}: ok promises ${effectOf(one)}.`,
            breaks: [],
            bump: 'minor',
          };
    }
  },
};
