import { requestMess } from '../mess.ts';
import { cutsOf, sentOtherwise } from '../sending.ts';

const pieces = 5;
const longest = 160;

export const slowBody = requestMess({
  name: 'slow-body',
  summary: 'sends its body in five pieces, with pauses between them',
  seen: 'Phones on a bad network, uploads through a busy proxy.',
  ofBody: true,
  leeway: false,
  *change({ request, operation }) {
    if (request.body!.length < pieces) return;
    // Well below the time that the answer may take, which counts from the last piece.
    const all = Math.min(longest, operation.budget.deadline / 4);
    const pause = Math.max(1, Math.floor(all / (pieces - 1)));
    yield sentOtherwise(request, `in ${pieces} pieces, with ${pause} ms between them`, {
      cuts: cutsOf(request.body!, pieces),
      pause,
    });
  },
});
