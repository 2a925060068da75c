import type { Reply } from '../../fault/reply.ts';

export const json = 'application/json';
export const eventStream = 'text/event-stream; charset=utf-8';

/** What the API sends with every reply. */
export function headers(nonce: string, type = json): Reply['headers'] {
  return [
    ['content-type', type],
    ['openai-processing-ms', '412'],
    ['openai-version', '2020-10-01'],
    ['x-request-id', `req_${nonce}`],
    ['x-ratelimit-limit-requests', '10000'],
    ['x-ratelimit-remaining-requests', '9999'],
  ];
}
