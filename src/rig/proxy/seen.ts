import type { Call, SentReply, StruckFault } from '../../observation/observation.ts';
import type { SocketExchange } from '../simulator/exchange.ts';
import type { Exchanged } from './connection.ts';

/** An exchange of a case, and what became of its reply. */
export interface Seen {
  readonly exchanged: Exchanged;
  fault?: StruckFault;
  /** Set where a fault had the reply. */
  reply?: SentReply;
  exchange?: SocketExchange;
}

/** `later`: what came after it in the case. What was said is not recorded: with a real server, credentials are among it. */
export function toCall(dependency: string, operation: string, seen: Seen, later: readonly Seen[]): Call {
  const { exchanged, fault, reply } = seen;
  const { began, requestBytes, replyBytes, replied } = exchanged;
  return {
    dependency,
    operation,
    began,
    request: {
      method: 'TCP',
      target: `${requestBytes} bytes`,
      headers: [],
      body: { text: '', length: requestBytes },
    },
    flaws: [],
    reply: reply ?? { headers: [], bytes: replyBytes, end: 'complete', ended: replied },
    ...(fault ? { fault } : {}),
    ...(fault && askedAgain(exchanged, later) ? { askedAgain: true } : {}),
  };
}

/** An exchange with a whole reply has all of a request, be it together with others. */
function askedAgain({ request }: Exchanged, later: readonly Seen[]): boolean {
  const asked = Buffer.concat(request);
  if (asked.length === 0) return false;
  return later.some(
    ({ exchanged, fault }) => !(fault && spoils(fault)) && Buffer.concat(exchanged.request).includes(asked),
  );
}

const spoils = ({ leaves, undelivered }: StruckFault) =>
  undelivered === undefined && leaves !== 'intact' && leaves !== 'late';
