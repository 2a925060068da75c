import type { PlayedMess } from '../observation/observation.ts';
import { broken, type Check, holds, notApplicable } from './check.ts';
import { recognise } from './recognise.ts';

export const rejectsWithoutTrace: Check = {
  name: 'rejects-without-trace',
  claim:
    'a request that is rejected, that did not arrive whole, or that only asks by its method, has had no effect downstream',
  why: 'A caller that is told “rejected” corrects the request and sends it again: what was half done the first time is then done twice, or with the wrong data.',
  fix: 'Validate the whole request before the first call that changes something.',
  judge(contract, { case: played, answer, calls }) {
    if (!played.mess) return notApplicable('the request was valid');
    const harmless = harmlessBecause(played.mess);
    const found = recognise(contract.upstream[played.operation]!, answer);
    const rejected = found.kind === 'declared' && found.answer.like === 'rejected';
    if (!rejected && !harmless) return notApplicable('it was not rejected');
    const trace = calls.find((c) => c.effect?.committed);
    if (!trace) return holds;
    const { dependency, operation } = trace;
    if (!rejected)
      return broken({
        told: `${dependency}.${operation} took effect, although ${harmless}.`,
        expected: 'no effect of such a request',
        cites: `/downstream/${dependency}/operations/${operation}/effect`,
        shape: 'effect of a request that asked for none',
        dependency,
        fix: 'Look at the method and at the length of what has arrived before anything is done.',
      });
    return broken({
      told: `The component answered \`${found.answer.name}\`, but ${dependency}.${operation} had taken effect.`,
      expected: 'no effect of a rejected request',
      cites: `/downstream/${dependency}/operations/${operation}/effect`,
      shape: 'effect of a rejected request',
      dependency,
    });
  },
};

/** Why a request cannot have had an effect, whatever was answered. */
function harmlessBecause({ request: { method, sending } }: PlayedMess): string | undefined {
  if (sending?.leaves === 'within the body') return 'only half of the request had arrived';
  // RFC 9110, 9.2.1, and RFC 4918, 9.1: a method that only reads.
  return method === 'PROPFIND' ? 'PROPFIND only asks' : undefined;
}
