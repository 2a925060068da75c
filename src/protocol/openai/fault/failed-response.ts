import type { ResponseObject } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const failedResponse = defineSaying({
  name: 'failed-response',
  summary: 'says with status 200 that the response failed',
  seen: 'The Responses API under load: `create` resolves, and so does the helper that waits for the final response.',
  leaves: 'tainted',
  unless: 'its healthy reply is no response of the Responses API',
  says: {
    response: (whole: ResponseObject, { marker }: { marker: string }) => ({
      ...whole,
      status: 'failed',
      error: { code: 'server_error', message: `An error occurred while processing your request. (request ${marker})` },
      output: [],
    }),
  },
});
