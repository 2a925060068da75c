import fc from 'fast-check';
import { defineFault } from '../../fault/fault.ts';
import type { Param } from '../../fault/param.ts';

/** How often something is sent, in milliseconds. */
const tick = 50;
const highest = 1_000_000;

const rate: Param<number> = {
  schema: { type: 'integer', minimum: 1, maximum: highest },
  arbitrary: fc.integer({ min: 1, max: highest }).map(
    (slowness) => highest + 1 - slowness,
    (value) => highest + 1 - (value as number),
  ),
  // The whole then takes four times the deadline.
  corners: ({ reply, deadline }) => [
    Math.min(highest, Math.max(1, Math.floor((reply.body.length * 1000) / (deadline * 4)))),
  ],
  severity: (value) => highest - value,
};

export const lowBandwidth = defineFault({
  name: 'low-bandwidth',
  summary: 'sends the healthy reply with few bytes a second',
  seen: 'A throttled disk or network of a small instance, a backup that takes the line, a link between regions.',
  leaves: 'late',
  waits: true,
  params: { rate },
  async play({ rate }, exchange) {
    const bytes = exchange.healthy.body;
    const size = Math.max(1, Math.floor((rate * tick) / 1000));
    for (let at = 0; at < bytes.length; at += size) {
      const piece = bytes.subarray(at, at + size);
      await exchange.wait((piece.length * 1000) / rate);
      await exchange.send(piece);
    }
    exchange.end();
  },
});
