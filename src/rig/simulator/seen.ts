import { toBody } from '../../observation/body.ts';
import { carries, acknowledges as isAcknowledged, saidIn } from '../../observation/delivery.ts';
import type { Call, Headers, SentReply, StruckFault } from '../../observation/observation.ts';
import type { Received, Served } from '../../protocol/protocol.ts';
import type { SocketExchange } from './exchange.ts';
import { named } from './strike.ts';

/** What was seen of a call, as cheap to keep as possible; `Call` is made from it when the case is over. */
export interface Seen {
  readonly request: Received;
  readonly served: Served;
  readonly began: number;
  reply: SentReply;
  fault?: StruckFault;
  committed: boolean;
  repeated: boolean;
  exchange?: SocketExchange;
  /** What tells whose it is, once somebody has asked. */
  said?: string;
}

const untold: SentReply = { headers: [], bytes: 0, end: 'open', ended: 0 };

export function seenNow(request: Received, served: Served, began: number): Seen {
  const { suffers } = served;
  const fault = suffers && { ...named(suffers, {}), waited: 0 };
  return { request, served, began, reply: untold, committed: false, repeated: false, ...(fault ? { fault } : {}) };
}

/** Whether it was an operation's, and got a whole reply that can be used. */
export function acknowledges({ served, reply, fault }: Seen, operation: string): boolean {
  return (
    served.operation === operation &&
    served.flaws.length === 0 &&
    reply.end === 'complete' &&
    fault?.leaves !== 'lost' &&
    fault?.leaves !== 'tainted'
  );
}

/** Whether it was an operation's, carries a key, and was acknowledged as far as a sender can tell. */
export function acknowledgesFor(seen: Seen, operation: string, key: string): boolean {
  const { request, served, reply, fault } = seen;
  if (served.operation !== operation || !isAcknowledged({ flaws: served.flaws, reply, ...(fault ? { fault } : {}) }))
    return false;
  seen.said ??= saidIn(request, request.body.toString('utf8'), served.effect?.key);
  return carries(seen.said, key);
}

// What is left of a reply that still tells the healthy number of tokens.
const telling: ReadonlySet<StruckFault['leaves']> = new Set(['intact', 'late', 'doubtful']);

export function toCall(dependency: string, seen: Seen): Call {
  const { request, served, reply, fault, committed, repeated } = seen;
  const told = served.tokens !== undefined && reply.end === 'complete' && (!fault || telling.has(fault.leaves));
  return {
    dependency,
    ...(served.operation === undefined ? {} : { operation: served.operation }),
    began: seen.began,
    request: {
      method: request.method,
      target: request.target,
      headers: request.headers as Headers,
      body: toBody(request.body),
    },
    ...(served.asks === undefined ? {} : { asks: served.asks }),
    flaws: served.flaws,
    reply,
    ...(fault ? { fault } : {}),
    ...(told ? { tokens: served.tokens! } : {}),
    ...(served.effect ? { effect: { ...served.effect, committed, repeated } } : {}),
  };
}
