import { createParser } from 'eventsource-parser';
import { Client, type Dispatcher } from 'undici';
import { show } from '../../../contract/show.ts';
import { type Headers, header } from '../../../observation/observation.ts';
import { describe, pairs } from '../request.ts';
import { isReply, type Message, readMessage, replyTo, version } from './message.ts';
import { type Told, Unanswered } from './told.ts';
import type { Wire } from './wire.ts';

/** Streamable HTTP: https://modelcontextprotocol.io/specification/2025-06-18/basic/transports. A connection a message. */
export class HttpWire implements Wire {
  readonly #origin: () => string;
  readonly #path: string;
  #session: Headers = [];

  constructor(origin: () => string, path: string) {
    this.#origin = origin;
    this.#path = path;
  }

  async ask(id: number, text: string, signal: AbortSignal): Promise<Told> {
    const trace = readMessage(text)?.params?._meta as { traceparent?: string } | undefined;
    const traced: Headers = trace?.traceparent ? [['traceparent', trace.traceparent]] : [];
    return await this.#post(text, traced, signal, async ({ statusCode, headers: raw, body }) => {
      const headers = pairs(raw as unknown as (string | Buffer)[]);
      if (statusCode >= 300)
        return { kind: 'refused', status: statusCode, headers, body: Buffer.from(await body.arrayBuffer()) };
      const streamed = /^text\/event-stream *(;|$)/.test(header(headers, 'content-type') ?? '');
      const message = streamed ? await this.#inEvents(body, id) : readMessage(await body.text());
      if (message && isReply(message) && message.id === id) return { kind: 'reply', message, headers };
      if (message) throw new Unanswered(`it answered with an id that nothing was asked with: ${show(message.id)}`);
      throw new Unanswered(`status ${statusCode} came without a reply`);
    });
  }

  async tell(text: string): Promise<void> {
    // What nobody replies to nobody misses.
    await this.#post(text, [], AbortSignal.timeout(1000), ({ body }) => body.dump()).catch(() => {});
  }

  agreed(told: Told): void {
    if (told.kind === 'refused') return;
    const id = header(told.headers, 'mcp-session-id');
    const spoken = told.message.result?.protocolVersion;
    this.#session = [
      ['mcp-protocol-version', typeof spoken === 'string' ? spoken : version],
      ...(id === undefined ? [] : [['mcp-session-id', id] as const]),
    ];
  }

  /** The reply among the events of a stream, as soon as it is there: the stream may stay open. */
  async #inEvents(body: Dispatcher.ResponseData['body'], id: number): Promise<Message | undefined> {
    let reply: Message | undefined;
    let strange: string | undefined;
    const parser = createParser({
      onEvent: ({ event = 'message', data }) => {
        if (event !== 'message' || data === '') return;
        const message = readMessage(data);
        if (!message) strange ??= data;
        else if (isReply(message)) reply ??= message;
        else {
          const said = replyTo(message);
          if (said !== undefined) void this.tell(said);
        }
      },
    });
    const text = new TextDecoder();
    for await (const chunk of body) {
      parser.feed(text.decode(chunk as Buffer, { stream: true }));
      if (strange !== undefined) throw new Unanswered(`an event of its reply is no message: ${show(strange)}`);
      if (reply?.id === id) return reply;
    }
    return reply;
  }

  async #post<T>(
    text: string,
    traced: Headers,
    signal: AbortSignal,
    read: (response: Dispatcher.ResponseData) => Promise<T>,
  ): Promise<T> {
    const client = new Client(this.#origin(), { pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });
    const headers: Headers = [
      ['content-type', 'application/json'],
      ['accept', 'application/json, text/event-stream'],
      ...this.#session,
      ...traced,
    ];
    try {
      return await read(
        await client.request({
          method: 'POST',
          path: this.#path,
          headers: headers.flat() as string[],
          body: text,
          signal,
          responseHeaders: 'raw',
        }),
      );
    } catch (error) {
      throw error instanceof Unanswered ? error : new Unanswered(describe(error));
    } finally {
      client.destroy().catch(() => {});
    }
  }
}
