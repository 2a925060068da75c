import { type Point, some } from '../point.ts';

export const coverage: Point = {
  name: 'coverage',
  asks: 'was every declared answer seen, and were the failures of every dependency tried?',
  mend: 'Look at what the report lists as left out; an answer that nothing leads to may be no promise at all.',
  score({ contract, played }) {
    const pointer = '/upstream';
    if (typeof played === 'string') return { ready: false, told: played, pointer };
    const declared = Object.values(contract.upstream).flatMap(({ name, answers }) =>
      Object.keys(answers).map((answer) => `${name}.${answer}`),
    );
    const unseen = declared.filter((answer) => !played.answers[answer]);
    const told = [
      ...(unseen.length > 0 ? [`never seen: ${some(unseen)}`] : []),
      ...(played.uncalled.length > 0 ? [`never called: ${some(played.uncalled)}`] : []),
    ];
    const all = `all ${declared.length} answers seen`;
    return { ready: told.length === 0, told: told.length > 0 ? told.join('; ') : all, pointer };
  },
};
