import { type Completion, type ResponseObject, withCalls } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const repeatedToolCall = defineSaying({
  name: 'repeated-tool-call',
  summary: 'calls the same tool twice in one reply, with the same arguments',
  seen: 'Models that may call tools in parallel do it by default. Each call wants its own result, or the next request is refused.',
  // Whoever breaks a circle early is right as well.
  leaves: 'doubtful',
  unless: 'its healthy reply calls no tool',
  says: {
    'chat.completion': (whole: Completion) =>
      withCalls(whole, (calls) => [...calls, { ...calls[0]!, id: `${calls[0]!.id}_2` }]),
    response: (whole: ResponseObject) => {
      const call = whole.output.find(({ type }) => type === 'function_call');
      return call && { ...whole, output: [...whole.output, { ...call, id: 'fc_2', call_id: `${call.call_id}_2` }] };
    },
  },
});
