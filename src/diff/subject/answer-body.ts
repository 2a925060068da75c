import { operationPairs, pairsOf } from '../pairs.ts';
import type { DiffRule } from '../rule.ts';
import { schemaChanges } from '../schema-changes.ts';
import { bodySchema, inAnswer } from '../shapes.ts';
import { callersOf } from '../who.ts';

export const answerBody: DiffRule = {
  name: 'answer-body',
  summary: 'a body that callers could not expect breaks them; to promise more breaks nobody',
  covers: ['upstream/*/answers/*/{body,where}', 'upstream/*/answers/*/{body,where}/**'],
  *changes(versions) {
    for (const { before, after, pointer } of operationPairs(versions))
      for (const pair of pairsOf(before.answers, after.answers, `${pointer}/answers`))
        yield* schemaChanges({
          before: bodySchema(pair.before),
          after: bodySchema(pair.after),
          pointer: `${pair.pointer}/body`,
          subject: `${after.name} ${pair.after.name}`,
          way: 'given',
          breaks: callersOf(before),
          located: inAnswer(pair.pointer, 'body'),
        });
  },
};
