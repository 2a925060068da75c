import { requestMess } from '../mess.ts';
import { sentOtherwise } from '../sending.ts';

export const leavesMidStream = requestMess({
  name: 'leaves-mid-stream',
  summary: 'closes the connection as soon as the first event of a streamed answer is there',
  seen: 'Users who press stop, or have read enough; tabs that are closed while the answer is still being written.',
  open: true,
  *change({ operation, request }) {
    if (!Object.values(operation.answers).some(({ stream }) => stream)) return;
    yield sentOtherwise(
      request,
      'closed at the first event',
      { leaves: 'at an event' },
      { pointer: '/connection', was: 'open until the answer' },
    );
  },
});
