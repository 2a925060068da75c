import { gzipSync } from 'node:zlib';
import { requestMess } from '../mess.ts';
import { withHeader } from '../request.ts';

export const gzipBody = requestMess({
  name: 'gzip-body',
  summary: 'compresses its body',
  seen: 'Clients and proxies that save traffic. A server that does not know it may refuse it.',
  ofBody: true,
  change: ({ request }) => [
    {
      pointer: '/headers/content-encoding',
      became: 'gzip',
      request: { ...withHeader(request, 'content-encoding', 'gzip'), body: gzipSync(request.body!) },
    },
  ],
});
