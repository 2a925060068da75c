import type { Answer, Operation } from '../../contract/contract.ts';
import { step } from '../../contract/pointer.ts';
import { gapsBetween } from '../../schema/compare/compare.ts';
import { onlyIn, operationPairs, pairsOf } from '../pairs.ts';
import type { Change, DiffRule } from '../rule.ts';
import { bodySchema, headersSchema } from '../shapes.ts';
import { callersOf } from '../who.ts';

export const answers: DiffRule = {
  name: 'answers',
  summary:
    'an answer, a status or a meaning that callers could not expect breaks them; one that no longer comes does not',
  covers: [
    'upstream/*/answers/*',
    'upstream/*/answers/*/{name,like,status,stream}',
    'upstream/*/answers/*/{status,stream/format}/**',
  ],
  *changes(versions) {
    for (const { before, after, pointer } of operationPairs(versions)) {
      const breaks = callersOf(before);
      const at = `${pointer}/answers`;
      for (const name of onlyIn(before.answers, after.answers))
        yield {
          pointer: step(at, name),
          stands: 'old',
          what: `${after.name} is no longer answered with ${name}.`,
          breaks: [],
          bump: 'minor',
        };
      for (const name of onlyIn(after.answers, before.answers)) {
        const known = Object.values(before.answers).find((old) => isAmong(after.answers[name]!, old));
        const what = `${after.name} can be answered with ${name}${known ? `, which callers know as ${known.name}` : ''}.`;
        yield { pointer: step(at, name), what, breaks: known ? [] : breaks, bump: known ? 'minor' : 'major' };
      }
      for (const pair of pairsOf(before.answers, after.answers, at)) yield* ofAnswer(pair, after, breaks);
    }
  },
};

/** Whether whoever can read the one answer can read the other one. */
const isAmong = (answer: Answer, known: Answer): boolean =>
  answer.like === known.like &&
  !answer.stream &&
  !known.stream &&
  answer.status.every((status) => known.status.includes(status)) &&
  gapsBetween(headersSchema(answer.headers), headersSchema(known.headers)).length === 0 &&
  gapsBetween(bodySchema(answer), bodySchema(known)).length === 0;

function* ofAnswer(
  { before, after, pointer }: { before: Answer; after: Answer; pointer: string },
  { name }: Operation,
  breaks: readonly string[],
): Generator<Change> {
  const answer = `${name} ${after.name}`;
  const more = after.status.filter((status) => !before.status.includes(status));
  const fewer = before.status.filter((status) => !after.status.includes(status));
  const at = `${pointer}/status`;
  if (more.length > 0)
    yield { pointer: at, what: `${answer} can come with ${more.join(', ')}.`, breaks, bump: 'major' };
  else if (fewer.length > 0)
    yield { pointer: at, what: `${answer} no longer comes with ${fewer.join(', ')}.`, breaks: [], bump: 'minor' };
  if (before.like !== after.like)
    yield {
      pointer: `${pointer}/like`,
      what: `${answer} means ${after.like}, and not ${before.like}.`,
      breaks,
      bump: 'major',
    };
  if (before.stream?.format !== after.stream?.format) {
    const how = ({ stream }: Answer) => (stream ? `piece by piece (${stream.format})` : 'whole');
    yield {
      pointer: `${pointer}/stream`,
      what: `${answer} comes ${how(after)}, and not ${how(before)}.`,
      breaks,
      bump: 'major',
    };
  }
}
