import { answerKinds } from '../contract.ts';
import { nearest } from '../nearest.ts';
import { at, step } from '../pointer.ts';
import { isKind, type Rule, unclearAnswers, writtenNames } from './rule.ts';

export const answersComplete: Rule = {
  name: 'answers-complete',
  summary: 'every answer says what it means, and one of them is `ok`',
  *check(draft) {
    for (const operation of Object.keys(draft.contract.upstream)) {
      const pointer = `${step('/upstream', operation)}/answers`;
      const like = (name: string) => at(draft.written, `${step(pointer, name)}/like`);
      const unclear = unclearAnswers(draft, operation);
      for (const name of unclear) {
        const near = nearest(name, answerKinds);
        yield {
          pointer: step(pointer, name),
          of: 'key',
          message: `The answer \`${name}\` does not say what it means.`,
          remedy: `${near ? `Did you mean \`${near}\`? If not, add` : 'Add'} \`like:\` and one of ${answerKinds.join(', ')}.`,
        };
      }
      const names = writtenNames(draft, pointer);
      for (const name of names.filter((n) => isKind(n) && isKind(String(like(n))) && like(n) !== n)) {
        yield {
          pointer: `${step(pointer, name)}/like`,
          message: `The answer \`${name}\` cannot mean \`${like(name)}\`: its name has a meaning of its own.`,
          remedy: 'Remove `like`, or give the answer another name.',
        };
      }
      if (unclear.length === 0 && names.length > 0 && !names.some((n) => n === 'ok' || like(n) === 'ok')) {
        yield {
          pointer,
          of: 'key',
          message: `\`${operation}\` has no answer \`ok\`: nothing that it could say would be right.`,
          remedy: 'Add `ok: { status: 200 }`, with the schema of its body.',
        };
      }
    }
  },
};
