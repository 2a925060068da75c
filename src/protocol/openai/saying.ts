import { isDeepStrictEqual } from 'node:util';
import { isValid } from '../../contract/json-schema.ts';
import { defineFault, type Exchange, type Fault } from '../../fault/fault.ts';
import { documentValue, type Reply, wholeOf, withWhole } from '../../fault/reply.ts';

/** Something else that the API says in place of its healthy reply; undefined where it cannot be said there. */
type Say = (whole: never, exchange: Pick<Exchange, 'marker'>) => unknown;

interface Definition extends Pick<Fault, 'name' | 'summary' | 'seen' | 'leaves'> {
  /** By the `object` of the healthy reply, what is said instead. */
  readonly says: Partial<Readonly<Record<'chat.completion' | 'response' | 'list', Say>>>;
  /** Why it cannot be said, where it cannot. */
  readonly unless: string;
}

/** A fault of what the API says: it edits the one value that a reply says, and so strikes streams as well. */
export function defineSaying({ says, unless, ...rest }: Definition): Fault {
  const said = (reply: Reply, exchange: Pick<Exchange, 'marker'>): Reply | undefined => {
    const whole = wholeOf(reply) as never;
    const value = says[(whole as { object: keyof Definition['says'] }).object]?.(whole, exchange);
    return value === undefined || isDeepStrictEqual(value, whole) ? undefined : withWhole(reply, value);
  };
  const spoils = rest.leaves === 'lost' || rest.leaves === 'tainted';
  return defineFault({
    ...rest,
    recurs: ['every'],
    unfit({ reply }) {
      if (reply.documents.length === 0) return 'its healthy reply is an error';
      const instead = said(reply, { marker: 'm' });
      return instead === undefined || (spoils && isUsable(instead)) ? unless : undefined;
    },
    async play(_, exchange) {
      await exchange.reply(said(exchange.healthy, exchange)!);
    },
  });
}

function isUsable(reply: Reply): boolean {
  try {
    return reply.documents.every((document) => isValid(document.schema, documentValue(reply, document)));
  } catch {
    return false;
  }
}
