import type { AnswerEvent } from '../../contract/contract.ts';
import { step } from '../../contract/pointer.ts';
import { onlyIn, operationPairs, pairsOf } from '../pairs.ts';
import type { Change, DiffRule } from '../rule.ts';
import { schemaChanges } from '../schema-changes.ts';
import { bodySchema, inAnswer } from '../shapes.ts';
import { callersOf } from '../who.ts';

export const answerEvents: DiffRule = {
  name: 'answer-events',
  summary: 'an event of a stream that callers do not know, or whose data or meaning they could not expect, breaks them',
  covers: ['upstream/*/answers/*/stream/events', 'upstream/*/answers/*/stream/events/**'],
  *changes(versions) {
    for (const { before, after, pointer } of operationPairs(versions)) {
      const breaks = callersOf(before);
      for (const pair of pairsOf(before.answers, after.answers, `${pointer}/answers`)) {
        const [was, now] = [pair.before.stream?.events, pair.after.stream?.events];
        if (!was || !now) continue;
        const at = `${pair.pointer}/events`;
        for (const name of onlyIn(now, was))
          yield {
            pointer: step(at, name),
            what: `The stream of ${after.name} has events ${name}.`,
            breaks,
            bump: 'major',
          };
        for (const name of onlyIn(was, now))
          yield {
            pointer: step(at, name),
            stands: 'old',
            what: `The stream of ${after.name} has no events ${name} any more.`,
            breaks: [],
            bump: 'minor',
          };
        for (const event of pairsOf(was, now, at)) yield* ofEvent(event, after.name, breaks);
      }
    }
  },
};

function* ofEvent(
  { before, after, pointer }: { before: AnswerEvent; after: AnswerEvent; pointer: string },
  operation: string,
  breaks: readonly string[],
): Generator<Change> {
  const event = `The event ${after.name} of ${operation}`;
  if (before.event !== after.event)
    yield { pointer, what: `${event} is named ${after.event}, and not ${before.event}.`, breaks, bump: 'major' };
  if (before.ends !== after.ends) {
    const meaning = ({ ends }: AnswerEvent) => (ends === undefined ? 'ends nothing' : `ends an answer as ${ends}`);
    yield {
      pointer,
      inside: '/ends',
      what: `${event} ${meaning(after)}; it ${meaning(before).replace('ends', 'ended')}.`,
      breaks,
      bump: 'major',
    };
  }
  const whole = ({ data = true, where }: AnswerEvent) => bodySchema({ body: data, where });
  yield* schemaChanges({
    before: whole(before),
    after: whole(after),
    pointer: `${pointer}/data`,
    subject: `The event ${after.name} of ${operation}`,
    way: 'given',
    breaks,
    located: inAnswer(pointer, 'data'),
  });
}
