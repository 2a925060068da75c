import { answerKinds } from '../contract.ts';
import { step } from '../pointer.ts';
import type { Rule } from './rule.ts';

export const answersComplete: Rule = {
  name: 'answers-complete',
  summary: 'every answer says what it means, and one of them is `ok`',
  *check({ contract, raw }) {
    for (const { name, answers } of Object.values(contract.upstream)) {
      const pointer = `${step('/upstream', name)}/answers`;
      const written =
        ((raw.upstream as never)?.[name] as { answers?: Record<string, { like?: string }> })?.answers ?? {};
      for (const answer of Object.keys(answers)) {
        if ((answerKinds as readonly string[]).includes(answer) || written[answer]?.like) continue;
        yield {
          pointer: step(pointer, answer),
          of: 'key',
          message: `\`${answer}\` does not say what it means.`,
          remedy: `Add \`like: ${answerKinds.join('`, `like: ')}\`.`,
        };
      }
      if (!Object.values(answers).some((a) => a.like === 'ok')) {
        yield {
          pointer,
          of: 'key',
          message: `\`${name}\` has no answer \`ok\`: nothing it could say would be right.`,
          remedy: 'Declare `ok: { status: 200, … }`.',
        };
      }
    }
  },
};
