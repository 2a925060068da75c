import { byteSlices } from '../../fault/body/byte-slices.ts';
import { closeBeforeReply } from '../../fault/connection/close-before-reply.ts';
import { closeInsideReply } from '../../fault/connection/close-inside-reply.ts';
import { refused } from '../../fault/connection/refused.ts';
import { resetBeforeReply } from '../../fault/connection/reset-before-reply.ts';
import { resetInsideReply } from '../../fault/connection/reset-inside-reply.ts';
import { resetOnAccept } from '../../fault/connection/reset-on-accept.ts';
import { silence } from '../../fault/connection/silence.ts';
import { fixedDelay } from '../../fault/timing/fixed-delay.ts';
import { trickle } from '../../fault/timing/trickle.ts';
import type { Proxied } from '../protocol.ts';
import { flippedByte } from './flipped-byte.ts';
import { lowBandwidth } from './low-bandwidth.ts';
import { slowPieces } from './slow-pieces.ts';

/**
 * A proxy to the real server at `target`. One call is one exchange on a connection: what the component sends, and what
 * the server then answers, until the component sends again. It counts from the first byte of its answer on: what is
 * never answered, such as a farewell, is no call.
 */
export const tcp: Proxied = {
  name: 'tcp',
  summary: 'any bytes over TCP: nothing is simulated, a proxy stands before the real server at `target`',
  operations: 'built in',
  operation: 'exchange',
  common: [
    refused,
    resetOnAccept,
    silence,
    resetBeforeReply,
    resetInsideReply,
    closeBeforeReply,
    closeInsideReply,
    byteSlices,
    fixedDelay,
    trickle,
  ],
  faults: [flippedByte, slowPieces, lowBandwidth],
};
