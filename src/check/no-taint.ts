import type { Contract } from '../contract/contract.ts';
import type { Answered, Call, Observation } from '../observation/observation.ts';
import { broken, type Check, holds, notApplicable } from './check.ts';
import { expectation } from './expectation.ts';
import { recognise } from './recognise.ts';
import { effectiveClaim } from './strikes.ts';

export const noTaint: Check = {
  name: 'no-taint',
  claim: 'nothing of a lost or tainted reply shows in the answer, or in what is sent to another dependency',
  why: 'Half a reply, an error page or a rejected value that is passed on is somebody else’s corrupt data tomorrow.',
  fix: 'Use nothing of a reply before all of it is validated. Write error texts of your own instead of passing those of others on.',
  inTraffic: {},
  judge(contract, observation) {
    const { case: played, answer, calls } = observation;
    const marked = spoiled(contract, observation);
    if (marked.length === 0) return notApplicable('no spoiled reply had a place for a marker');
    const found = recognise(contract.upstream[played.operation]!, answer);
    const claimsSuccess =
      found.kind === 'declared'
        ? found.answer.like === 'ok'
        : found.kind === 'undeclared' && typeof found.status === 'number' && found.status < 300;
    // A success that is built on a failed dependency is answers-as-expected's; one after a healthy retry is not.
    const { failed } = expectation(contract, observation);
    const judged = marked.filter(({ call }) => !(claimsSuccess && failed.includes(call.dependency)));
    if (judged.length === 0)
      return notApplicable('the answer claims success: the checks of the answer speak of what it is built on');
    for (const { call, marker } of judged) {
      const cites = `/downstream/${call.dependency}`;
      const expected = `nothing of the spoiled reply of \`${call.dependency}\`, which says \`${marker}\``;
      if (saidInTheEnd(answer).includes(marker))
        return broken({
          told: `The answer contains a text from a reply that was ${call.fault!.leaves}.`,
          expected,
          cites: `/upstream/${played.operation}/answers`,
          shape: 'in the answer',
        });
      // Its own words may go back to the dependency that said them: a model is shown what it got wrong.
      const carrier = calls.find(
        (c) =>
          c.dependency !== call.dependency &&
          c.began > call.began &&
          `${c.request.target}\n${c.request.body.text}`.includes(marker),
      );
      if (carrier)
        return broken({
          told: `The component sent \`${carrier.dependency}\` a text from a reply that was ${call.fault!.leaves}.`,
          expected,
          cites,
          shape: `in a call of ${carrier.dependency}`,
        });
    }
    return holds;
  },
};

/** Of a stream the event that ends it: what was passed on before the reply was spoiled cannot be taken back. */
function saidInTheEnd(answer: Answered): string {
  if (answer.kind === 'none') return '';
  return answer.stream ? (answer.stream.events.at(-1)?.data ?? '') : answer.body.text;
}

function spoiled(contract: Contract, { calls }: Observation): { call: Call; marker: string }[] {
  return calls.flatMap((call) => {
    if (!call.fault?.marker) return [];
    const claim = effectiveClaim(contract, call.dependency, call.fault, true);
    return claim === 'lost' || claim === 'tainted' ? [{ call, marker: call.fault.marker }] : [];
  });
}
