import type { Treatment } from '../../contract/contract.ts';
import { step } from '../../contract/pointer.ts';
import { dependencyPairs } from '../pairs.ts';
import type { DiffRule } from '../rule.ts';
import { callersOver } from '../who.ts';

export const failureAnswers: DiffRule = {
  name: 'failure-answers',
  summary: 'an answer that a failing dependency could not lead to, and now can, breaks the callers',
  covers: ['downstream/*/onFailure', 'downstream/*/onFailure/**', 'downstream/*/treats', 'downstream/*/treats/**'],
  *changes(versions) {
    for (const { before, after, pointer } of dependencyPairs(versions)) {
      const breaks = callersOver(versions.before, after.name);
      const at = { pointer: `${pointer}/on-failure` };
      for (const answer of after.onFailure.filter((a) => !before.onFailure.includes(a)))
        yield {
          ...at,
          inside: `/${answer}`,
          what: `When ${after.name} fails, ${answer} can come.`,
          breaks,
          bump: 'major',
        };
      for (const answer of before.onFailure.filter((a) => !after.onFailure.includes(a)))
        yield {
          ...at,
          inside: `/${answer}`,
          what: `When ${after.name} fails, ${answer} no longer comes.`,
          breaks: [],
          bump: 'minor',
        };
      for (const fault of new Set([...Object.keys(before.treats), ...Object.keys(after.treats)])) {
        const [was, now] = [before.treats[fault], after.treats[fault]];
        if (JSON.stringify(was) === JSON.stringify(now)) continue;
        const what = `${after.name}: ${fault} ${now === undefined ? 'is treated as usual' : `means ${said(now)}`}; it ${was === undefined ? 'was treated as usual' : `meant ${said(was)}`}.`;
        const fewer = Array.isArray(was) && Array.isArray(now) && now.every((answer) => was.includes(answer));
        const place = {
          pointer: step(`${pointer}/treats`, fault),
          ...(now === undefined ? { stands: 'old' as const } : {}),
        };
        if (fewer) yield { ...place, what, breaks: [], bump: 'minor' };
        else if (Array.isArray(was) && Array.isArray(now)) yield { ...place, what, breaks, bump: 'major' };
        else
          yield {
            ...place,
            what,
            breaks,
            bump: 'major',
            unclear: 'the one says what it means, the other which answers are right',
          };
      }
    }
  },
};

const said = (treatment: Treatment) => (typeof treatment === 'string' ? treatment : JSON.stringify(treatment));
