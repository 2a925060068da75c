import { HTTPParser } from 'http-parser-js';
import type { Headers } from '../../observation/observation.ts';
import type { Incoming } from './incoming.ts';

/** Reads one answer of HTTP/1.1 from what a connection brings. */
export class AnswerReader {
  readonly #parser = new HTTPParser(HTTPParser.RESPONSE);
  #status = 0;
  /** All of the answer has come. */
  complete = false;
  /** Why this is no HTTP. */
  garbled: string | undefined;

  constructor(method: string, incoming: Incoming) {
    this.#parser[HTTPParser.kOnHeadersComplete] = (info) => {
      const { statusCode, headers } = info as unknown as { statusCode: number; headers: string[] };
      this.#status = statusCode;
      const pairs: Headers = Array.from({ length: headers.length / 2 }, (_, i) => [
        headers[2 * i]!,
        headers[2 * i + 1]!,
      ]);
      // Before the answer itself others may come, such as `100 Continue`.
      if (statusCode >= 200 && !this.complete) incoming.begin(statusCode, pairs);
      // The parser's word for an answer that ends with its head.
      return method === 'HEAD' ? 1 : 0;
    };
    this.#parser[HTTPParser.kOnBody] = (chunk, offset, length) => {
      if (!this.complete) incoming.take(chunk.subarray(offset, offset + length));
    };
    this.#parser[HTTPParser.kOnMessageComplete] = () => {
      if (this.#status >= 200) this.complete = true;
    };
  }

  take(data: Buffer): void {
    const result = this.#parser.execute(data, 0, data.length);
    if (result instanceof Error) this.garbled ??= result.message;
  }

  /** Nothing more will come: an answer without a length is whole then. */
  end(): void {
    this.#parser.finish();
  }
}
