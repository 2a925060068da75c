import { defineFault } from '../../fault/fault.ts';
import { index } from '../../fault/param.ts';

export const flippedByte = defineFault({
  name: 'flipped-byte',
  summary: 'sends the healthy reply with all bits of one byte flipped',
  seen: 'A bad cable or memory module behind a checksum, a defective proxy. A driver that goes on reading after it has lost its place gives each caller the reply of another.',
  // In a value nobody can see it; in a length or a type everybody should.
  leaves: 'doubtful',
  params: { at: index(({ reply }) => reply.body.length) },
  unfit: ({ reply }) => (reply.body.length === 0 ? 'its healthy reply has no bytes' : undefined),
  async play({ at }, exchange) {
    const bytes = Buffer.from(exchange.healthy.body);
    const place = at % bytes.length;
    bytes[place]! ^= 0xff;
    exchange.note(`byte ${place} of ${bytes.length}: 0x${hex(bytes[place]! ^ 0xff)} → 0x${hex(bytes[place]!)}`);
    await exchange.send(bytes);
    exchange.end();
  },
});

const hex = (byte: number) => byte.toString(16).padStart(2, '0');
