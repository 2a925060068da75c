import { requestMess } from '../mess.ts';
import { withHeader } from '../request.ts';

export const hugeHeader = requestMess({
  name: 'huge-header',
  summary: 'adds a header of 8 KiB',
  seen: 'Cookies and tokens that grew; servers limit the size of headers, each at another size.',
  change: ({ request }) => [
    {
      pointer: '/headers/x-session',
      became: 's'.repeat(8192),
      request: withHeader(request, 'x-session', 's'.repeat(8192)),
    },
  ],
});
