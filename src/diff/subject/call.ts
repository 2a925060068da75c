import { operationPairs } from '../pairs.ts';
import type { DiffRule } from '../rule.ts';
import { callersOf } from '../who.ts';

export const call: DiffRule = {
  name: 'call',
  summary: 'another method or path breaks the callers; another name for a parameter of the path does not',
  covers: ['upstream/*/call/**'],
  *changes(versions) {
    for (const { before, after, pointer } of operationPairs(versions)) {
      const [was, now] = [before, after].map(({ call: { method, path } }) => `${method} ${path}`) as [string, string];
      if (was === now) continue;
      const wire = (text: string) => text.replaceAll(/\{[^}]*\}/g, '{}');
      const same = wire(was) === wire(now);
      yield {
        pointer: `${pointer}/call`,
        what: `${after.name} is called with ${now} instead of ${was}${same ? ', which is the same on the wire' : ''}.`,
        breaks: same ? [] : callersOf(before),
        bump: same ? 'patch' : 'major',
      };
    }
  },
};
