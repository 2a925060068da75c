import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { cut } from '../cut.ts';
import { defineFault } from '../fault.ts';
import { choice } from '../param.ts';
import { type Reply, uncontained, withBody, withHeader } from '../reply.ts';

export const damagedGzip = defineFault({
  name: 'damaged-gzip',
  summary: 'sends its body compressed with gzip, but cut or corrupt',
  seen: 'A proxy that cuts a compressed body. Some clients take what comes before the cut for the whole.',
  leaves: 'lost',
  commits: true,
  recurs: ['every'],
  params: { how: choice('corrupt', 'cut near its end', 'cut in the middle') },
  unfit: uncontained,
  async play({ how }, exchange) {
    const { healthy } = exchange;
    const body = how === 'corrupt' ? corrupt(healthy.body) : shortened(healthy, how === 'cut near its end' ? 95 : 50);
    await exchange.reply(withHeader(withBody(healthy, body), 'content-encoding', 'gzip'));
  },
});

const headerLength = 10;

function corrupt(body: Buffer): Buffer {
  const bytes = gzipSync(body);
  // A kind of block that does not exist: nothing at all can be read.
  bytes[headerLength]! |= 0b110;
  return bytes;
}

/** Cut so that some percent of the text can be read, and no more. */
function shortened(reply: Reply, percent: number): Buffer {
  const bytes = gzipSync(reply.body);
  const wanted = cut(reply, percent).length;
  let end = bytes.length;
  while (end > headerLength && readable(bytes.subarray(0, end)) > wanted) end--;
  return bytes.subarray(0, end);
}

function readable(bytes: Buffer): number {
  return gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).length;
}
