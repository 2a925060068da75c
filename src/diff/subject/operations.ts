import { step } from '../../contract/pointer.ts';
import { onlyIn, operationPairs } from '../pairs.ts';
import type { DiffRule } from '../rule.ts';
import { callersOf } from '../who.ts';

export const operations: DiffRule = {
  name: 'operations',
  summary: 'an operation that is gone breaks its callers; a new one, or another name for the same call, breaks nobody',
  covers: ['upstream/*', 'upstream/*/name'],
  *changes(versions) {
    const { before, after } = versions;
    const pairs = operationPairs(versions);
    for (const name of onlyIn(before.upstream, after.upstream)) {
      const pair = pairs.find((p) => p.before.name === name);
      if (pair)
        yield {
          pointer: pair.pointer,
          what: `${name} is called ${pair.after.name}: waivers and baselines name it anew.`,
          breaks: [],
          bump: 'patch',
        };
      else
        yield {
          pointer: step('/upstream', name),
          stands: 'old',
          what: `${name} is gone.`,
          breaks: callersOf(before.upstream[name]!),
          bump: 'major',
        };
    }
    for (const name of onlyIn(after.upstream, before.upstream))
      if (!pairs.some((p) => p.after.name === name))
        yield { pointer: step('/upstream', name), what: `${name} is new.`, breaks: [], bump: 'minor' };
  },
};
