import type { Completion, ResponseObject } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const refusedAnswer = defineSaying({
  name: 'refused-answer',
  summary: 'refuses to answer: the text stands in `refusal`, where no answer stands',
  seen: 'Structured output of a model that does not want to. `content` is null, and code that expects JSON there fails far away.',
  leaves: 'tainted',
  unless: 'its healthy reply is no answer of a model',
  says: {
    'chat.completion': (whole: Completion, { marker }: { marker: string }) => ({
      ...whole,
      choices: whole.choices.map(({ message: { tool_calls: _, ...message }, ...choice }) => ({
        ...choice,
        message: { ...message, content: null, refusal: `I’m sorry, I can’t help with that. ${marker}` },
        finish_reason: 'stop',
      })),
    }),
    response: (whole: ResponseObject, { marker }: { marker: string }) => ({
      ...whole,
      output: whole.output.map((item) =>
        item.type === 'reasoning'
          ? item
          : {
              id: 'msg_refused',
              type: 'message',
              status: 'completed',
              role: 'assistant',
              content: [{ type: 'refusal', refusal: `I’m sorry, I can’t help with that. ${marker}` }],
            },
      ),
    }),
  },
});
