import type { Dependency } from '../../contract/contract.ts';
import { step } from '../../contract/pointer.ts';
import { dependencyPairs, onlyIn } from '../pairs.ts';
import type { Change, DiffRule } from '../rule.ts';
import { whoeverRuns } from '../who.ts';

export const dependencies: DiffRule = {
  name: 'dependencies',
  summary: 'a new need, or one that is spoken to in another way, breaks whoever runs the component; one less does not',
  covers: ['downstream/*', 'downstream/*/{name,protocol,port,tls,origin,target,stream,sessions}'],
  *changes(versions) {
    const { before, after } = versions;
    const breaks = whoeverRuns(before);
    for (const name of onlyIn(before.downstream, after.downstream)) {
      const what = `${name} is no longer needed.`;
      yield { pointer: step('/downstream', name), stands: 'old', what, breaks: [], bump: 'patch' };
    }
    for (const name of onlyIn(after.downstream, before.downstream)) {
      const optional = after.downstream[name]!.onFailure.includes('ok');
      yield {
        pointer: step('/downstream', name),
        what: `${name} is needed${optional ? ', though nobody may notice when it fails' : ''}.`,
        breaks: optional ? [] : breaks,
        bump: optional ? 'minor' : 'major',
      };
    }
    for (const { before: was, after: now, pointer } of dependencyPairs(versions))
      yield* spoken(was, now, pointer, breaks);
  },
};

const keys = ['protocol', 'tls', 'origin', 'target', 'stream', 'sessions', 'port'] as const;

function* spoken(was: Dependency, now: Dependency, pointer: string, breaks: readonly string[]): Generator<Change> {
  for (const key of keys) {
    if (was[key] === now[key]) continue;
    const [from, to] = [was, now].map((one) => String(one[key] ?? 'nothing')) as [string, string];
    const quiet = isQuiet(key, was, now);
    const what = `${now.name}: ${key} is ${to}, and was ${from}.`;
    yield { pointer: `${pointer}/${key}`, what, breaks: quiet ? [] : breaks, bump: quiet ? 'patch' : 'major' };
  }
}

/** The port is that of the simulator. An origin that is told now was the same before, as was the TLS that it says. */
function isQuiet(key: (typeof keys)[number], was: Dependency, now: Dependency): boolean {
  const toldOnce = (was.origin === undefined) !== (now.origin === undefined);
  return key === 'port' || ((key === 'origin' || key === 'tls') && toldOnce);
}
