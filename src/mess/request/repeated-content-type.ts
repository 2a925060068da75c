import { requestMess } from '../mess.ts';

export const repeatedContentType = requestMess({
  name: 'repeated-content-type',
  summary: 'says twice what its body is',
  seen: 'Proxies and wrappers that add what is already there.',
  ofBody: true,
  change: ({ request }) => [
    {
      pointer: '/headers/content-type',
      was: 'application/json',
      became: 'application/json, application/json',
      request: { ...request, headers: [...request.headers, ['content-type', 'application/json']] },
    },
  ],
});
