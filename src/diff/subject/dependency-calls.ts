import type { Dependency, DependencyOperation } from '../../contract/contract.ts';
import { step } from '../../contract/pointer.ts';
import { dependencyPairs, onlyIn, pairsOf } from '../pairs.ts';
import type { Change, DiffRule } from '../rule.ts';

export const dependencyCalls: DiffRule = {
  name: 'dependency-calls',
  summary: 'a call that a dependency has to serve and did not, or an effect without its key, breaks the dependency',
  covers: [
    'downstream/*/operations/*',
    'downstream/*/operations/*/{name,effect,idempotencyKey,call}',
    'downstream/*/operations/*/{idempotencyKey,call}/**',
    'downstream/*/effects/**',
    'downstream/*/tools',
    'downstream/*/tools/*',
    'downstream/*/tools/*/{name,effect,idempotencyKey}',
    'downstream/*/tools/*/idempotencyKey/**',
  ],
  *changes(versions) {
    for (const { before, after, pointer } of dependencyPairs(versions)) {
      const at = `${pointer}/${after.tools ? 'tools' : 'operations'}`;
      // Where none is declared any call is: that is a change of its own.
      const [was, now] = [before.operations, after.operations];
      for (const name of onlyIn(now, was))
        yield {
          pointer: step(at, name),
          what: `${after.name} has to serve ${name}.`,
          breaks: [after.name],
          bump: 'major',
        };
      for (const name of onlyIn(was, now))
        yield {
          pointer: step(`${pointer}/${before.tools ? 'tools' : 'operations'}`, name),
          stands: 'old',
          what: `${after.name} is no longer asked for ${name}.`,
          breaks: [],
          bump: 'patch',
        };
      for (const pair of pairsOf(was, now, at)) yield* ofCall(pair, after);
    }
  },
};

function* ofCall(
  { before, after, pointer }: { before: DependencyOperation; after: DependencyOperation; pointer: string },
  { name }: Dependency,
): Generator<Change> {
  const breaks = [name];
  const [was, now] = [before, after].map(({ call }) => `${call.method} ${call.path}`) as [string, string];
  const wire = (text: string) => text.replaceAll(/\{[^}]*\}/g, '{}');
  if (was !== now) {
    const same = wire(was) === wire(now);
    const what = `${name}.${after.name} is asked for with ${now} instead of ${was}${same ? ', which is the same on the wire' : ''}.`;
    yield { pointer: `${pointer}/call`, what, breaks: same ? [] : breaks, bump: same ? 'patch' : 'major' };
  }
  if (before.effect !== after.effect) {
    const dropped = after.effect === 'none';
    yield {
      pointer: `${pointer}/effect`,
      what: dropped
        ? `${name}.${after.name}: that a retry has no second effect is promised no more.`
        : `${name}.${after.name} changes something, and a retry carries the same key.`,
      breaks: dropped ? breaks : [],
      bump: dropped ? 'major' : 'minor',
    };
  } else if (JSON.stringify(before.idempotencyKey) !== JSON.stringify(after.idempotencyKey))
    yield {
      pointer: `${pointer}/idempotency-key`,
      what: `${name}.${after.name}: its idempotency key stands elsewhere.`,
      breaks,
      bump: 'major',
    };
}
