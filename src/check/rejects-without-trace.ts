import { broken, type Check, holds, notApplicable } from './check.ts';
import { recognise } from './recognise.ts';

export const rejectsWithoutTrace: Check = {
  name: 'rejects-without-trace',
  claim: 'a request that is rejected has had no effect downstream',
  why: 'A caller that is told “rejected” corrects the request and sends it again: what was half done the first time is then done twice, or with the wrong data.',
  fix: 'Validate the whole request before the first call that changes something.',
  judge(contract, { case: played, answer, calls }) {
    if (!played.mess) return notApplicable('the request was valid');
    const found = recognise(contract.upstream[played.operation]!, answer);
    if (found.kind !== 'declared' || found.answer.like !== 'rejected') return notApplicable('it was not rejected');
    const trace = calls.find((c) => c.effect?.committed);
    if (!trace) return holds;
    const { dependency, operation } = trace;
    return broken({
      told: `The component answered \`${found.answer.name}\`, but ${dependency}.${operation} had taken effect.`,
      expected: 'no effect of a rejected request',
      cites: `/downstream/${dependency}/operations/${operation}/effect`,
      shape: 'effect of a rejected request',
      dependency,
    });
  },
};
