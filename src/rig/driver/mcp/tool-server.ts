import type { Answered, NoAnswer } from '../../../observation/observation.ts';
import { now, sleep } from '../../clock.ts';
import type { Connection } from '../connection.ts';
import type { Piecemeal } from '../piecemeal.ts';
import { type Delivery, type ToSend, timedOut } from '../request.ts';
import { initialization, notification, request, toolCall } from './message.ts';
import { responseOf, type Told, Unanswered } from './told.ts';
import type { Wire } from './wire.ts';

// How often it is looked whether there was a call, in milliseconds.
const look = 1;

/** A component that is a tool server, spoken to as one client does: a session that is begun once, a request at a time or many. */
export class ToolServer {
  readonly #wire: Wire;
  #session: Promise<unknown> | undefined;
  #asked = 0;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  /** Calls the tool that a request names, and answers as if HTTP had. */
  deliver(call: ToSend, options: Piecemeal): Promise<Answered> {
    return this.#exchange((id) => toolCall(id, call), options, call.sending?.leaves);
  }

  /** Whether it answers at all: a session is begun, or the one that there is goes on. */
  async ready(options: Delivery): Promise<Answered> {
    return await this.#exchange((id) => request(id, 'ping', {}), options);
  }

  /** For what wants a connection that is kept: messages have ids, so no answer can belong to another request. */
  get connection(): Connection {
    return {
      send: async (call, options) => ({ answer: await this.deliver(call, options), reused: false, silent: false }),
      drop: () => {},
      opened: 1,
      outOfStep: false,
    };
  }

  async #exchange(
    text: (id: number) => string,
    { origin = now(), patience, signal, called = () => false }: Piecemeal,
    leaves?: NonNullable<ToSend['sending']>['leaves'],
  ): Promise<Answered> {
    const ending = new AbortController();
    const over = AbortSignal.any([ending.signal, ...(signal ? [signal] : [])]);
    const id = ++this.#asked;
    const asking = this.#ask(id, text(id), over);
    try {
      const told = await Promise.race([
        asking,
        sleep(patience, over).then(() => 'timeout' as const),
        ...(leaves ? [leaving(leaves, called, over)] : []),
      ]);
      if (typeof told !== 'string') return responseOf(told, now() - origin);
      this.#cancel(id);
      return none(told, leaves, now() - origin);
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      return { kind: 'none', why: 'failed', detail: error.message, ended: now() - origin };
    } finally {
      asking.catch(() => {});
      ending.abort();
    }
  }

  async #ask(id: number, text: string, signal: AbortSignal): Promise<Told> {
    this.#session ??= this.#begin(signal);
    const session = this.#session;
    try {
      await session;
    } catch (error) {
      if (this.#session === session) this.#session = undefined;
      throw error;
    }
    const told = await this.#wire.ask(id, text, signal);
    // A server that has lost a session says so with 404: what is asked next begins another.
    if (told.kind === 'refused' && told.status === 404) this.#session = undefined;
    return told;
  }

  async #begin(signal: AbortSignal): Promise<void> {
    const id = ++this.#asked;
    const told = await this.#wire.ask(id, request(id, 'initialize', initialization), signal);
    if (told.kind === 'refused') throw new Unanswered(`\`initialize\` was answered with status ${told.status}`);
    const { error } = told.message;
    if (error) throw new Unanswered(`\`initialize\` was answered with the error ${error.code}: ${error.message}`);
    this.#wire.agreed(told);
    await this.#wire.tell(notification('notifications/initialized'));
  }

  #cancel(id: number): void {
    const params = { requestId: id, reason: 'the caller does not wait any longer' };
    void this.#wire.tell(notification('notifications/cancelled', params));
  }
}

async function leaving(leaves: string, called: () => boolean, over: AbortSignal): Promise<'left'> {
  // A turn of the loop, so that the request has gone out.
  await sleep(look, over);
  while (leaves === 'at a call' && !called() && !over.aborted) await sleep(look, over);
  return 'left';
}

function none(why: 'left' | 'timeout', leaves: string | undefined, ended: number): NoAnswer {
  if (why === 'timeout') return { kind: 'none', ...timedOut(ended) };
  return { kind: 'none', why, detail: `the caller cancelled its request: ${leaves}`, ended, asked: 0 };
}
