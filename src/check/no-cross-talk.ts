import type { Answered } from '../observation/observation.ts';
import { broken, type Check, holds, notApplicable } from './check.ts';

export const noCrossTalk: Check = {
  name: 'no-cross-talk',
  claim: 'of several requests at once, no answer carries what another one had sent',
  why: 'One caller reads another caller’s data: with a single request at a time, as in a demo, nobody ever sees it.',
  fix: 'Keep what belongs to a request in its own variables, not in those of the module or of an object that requests share; make cache keys of everything that the answer depends on.',
  judge(_, { case: played, answer, atOnce = [], aftermath }) {
    if (!played.atOnce) return notApplicable('it was the only request');
    const all = [
      { words: played.atOnce.words, answer },
      ...played.atOnce.others.map(({ words }, i) => ({ words, answer: atOnce[i]!.answer })),
    ];
    if (all.every((one) => one.answer.kind === 'none')) return notApplicable('there was no answer');
    const later = aftermath.later ? textOf(aftermath.later) : '';
    if (all.some(({ words }) => words.some((word) => later.includes(word))))
      return notApplicable('a later answer shows earlier requests as well: to show them is what the operation is for');
    for (const own of all) {
      const shown = textOf(own.answer);
      const foreign = all.filter((other) => other !== own).flatMap(({ words }) => words);
      const word = foreign.find((candidate) => shown.includes(candidate));
      if (word !== undefined)
        return broken({
          told: `An answer carries \`${word}\`, which another request of the same moment had sent.`,
          expected: 'nothing of other requests',
          cites: `/upstream/${played.operation}/answers`,
          shape: 'another request in the answer',
        });
    }
    return holds;
  },
};

const textOf = (answer: Answered) =>
  answer.kind === 'none' ? '' : [answer.body.text, ...answer.headers.map(([, value]) => value)].join('\n');
