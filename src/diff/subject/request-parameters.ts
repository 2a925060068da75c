import type { Input, Operation } from '../../contract/contract.ts';
import { step } from '../../contract/pointer.ts';
import { onlyIn, operationPairs, pairsOf } from '../pairs.ts';
import type { Change, DiffRule } from '../rule.ts';
import { schemaChanges } from '../schema-changes.ts';
import { callersOf } from '../who.ts';

const parts = ['path', 'query', 'headers'] as const;
type Part = (typeof parts)[number];

export const requestParameters: DiffRule = {
  name: 'request-parameters',
  summary:
    'a parameter that allows less breaks the callers; a new one does not if an example shows that it can be left out; whether one that is gone is missed cannot be told',
  covers: ['upstream/*/accepts/{path,query,headers}', 'upstream/*/accepts/{path,query,headers}/**'],
  *changes(versions) {
    for (const pair of operationPairs(versions)) for (const part of parts) yield* ofPart(part, pair);
  },
};

function* ofPart(
  part: Part,
  { before, after, pointer }: { before: Operation; after: Operation; pointer: string },
): Generator<Change> {
  const [was, now] = [before.accepts[part], after.accepts[part]];
  const at = `${pointer}/accepts/${part}`;
  const breaks = callersOf(before);
  const subject = (name: string) => `${name} (${part}) of ${after.name}`;
  for (const pair of pairsOf(was, now, at)) {
    const name = pair.pointer.slice(at.length + 1);
    yield* schemaChanges({ ...pair, subject: subject(name), way: 'taken', breaks });
  }
  // The names of what stands in the path are not sent.
  if (part === 'path') return;
  for (const name of onlyIn(now, was)) {
    const optional = after.accepts.examples.some((example: Input) => !Object.hasOwn(example[part] ?? {}, name));
    yield {
      pointer: step(at, name),
      what: `${after.name} takes ${name} (${part})${optional ? ', which can be left out' : ''}.`,
      ...(optional
        ? { breaks: [], bump: 'minor' }
        : { breaks, bump: 'major', unclear: 'no example shows that it can be left out' }),
    };
  }
  for (const name of onlyIn(was, now))
    yield {
      pointer: step(at, name),
      stands: 'old',
      what: `${after.name} declares ${name} (${part}) no more.`,
      breaks,
      bump: 'major',
      unclear: 'what becomes of a request that still has it is not said',
    };
}
