import { requestMess } from '../mess.ts';
import { sentOtherwise } from '../sending.ts';

export const callerDisconnects = requestMess({
  name: 'caller-disconnects',
  summary: 'closes the connection and waits for no answer',
  seen: 'Users who close the page, callers with a time limit of their own, restarts.',
  open: true,
  *change({ request }) {
    const { body } = request;
    const left = (when: string, sending: object, pointer = '/connection') =>
      sentOtherwise(request, `closed ${when}`, sending, { pointer, was: 'open until the answer' });
    yield left('while the component waits for a dependency', { leaves: 'at a call' });
    if (body && body.length > 1)
      yield left('after half of the body', { cuts: [Math.floor(body.length / 2)], leaves: 'within the body' });
    yield left('right after the request', { leaves: 'after the request' }, '/connection/after');
  },
});
