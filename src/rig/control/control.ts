import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { suggest } from '../../contract/nearest.ts';
import type { Mock } from './mock.ts';
import { readWanted, toldFault } from './wire.ts';

const host = '127.0.0.1';
const longestBody = 64 * 1024;

interface Said {
  readonly status: number;
  readonly body: object;
  /** The connection ends with it: the rest of the request is not read. */
  readonly last?: boolean;
}

const refusal = (status: number, error: string): Said => ({ status, body: { error } });

/**
 * Takes orders for a mock, from this machine and with its token only. Its host has to be named as an address: a page in a
 * browser whose own name is made to lead here (DNS rebinding) names another.
 */
export class Control implements AsyncDisposable {
  readonly #server: Server;
  readonly #mock: Mock;
  readonly #token: Buffer;

  private constructor(mock: Mock, token: string) {
    this.#mock = mock;
    this.#token = digest(token);
    this.#server = createServer((request, response) => void this.#handle(request, response));
  }

  static async open(mock: Mock, token: string): Promise<Control> {
    const control = new Control(mock, token);
    await new Promise<void>((resolve, reject) => {
      control.#server.once('error', reject);
      control.#server.listen(0, host, resolve);
    });
    return control;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const said = this.#strange(request) ?? (await this.#answer(request));
    if (response.destroyed) return;
    response.writeHead(said.status, {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...(said.last ? { connection: 'close' } : {}),
    });
    response.end(JSON.stringify(said.body));
  }

  /** What is said to somebody who may not give orders. */
  #strange({ headers }: IncomingMessage): Said | undefined {
    if (headers.host !== `${host}:${this.port}`) return { ...refusal(403, `The host is not ${host}.`), last: true };
    const token = /^Bearer (\S+)$/.exec(headers.authorization ?? '')?.[1];
    if (token === undefined || !timingSafeEqual(digest(token), this.#token))
      return { ...refusal(401, 'The token is missing or wrong.'), last: true };
    return undefined;
  }

  async #answer(request: IncomingMessage): Promise<Said> {
    const url = new URL(request.url ?? '/', `http://${host}`);
    if (url.pathname !== '/v1/faults') return refusal(404, 'There is only /v1/faults.');
    if (request.method === 'GET') return this.#list();
    if (request.method === 'DELETE') return await this.#clear(url.searchParams.get('dependency') ?? undefined);
    if (request.method !== 'POST') return refusal(405, 'There are GET, POST and DELETE.');
    const text = await bodyOf(request);
    if (text === undefined) return { ...refusal(413, `A body has at most ${longestBody} bytes.`), last: true };
    const wanted = readWanted(text);
    if (typeof wanted === 'string') return refusal(400, wanted);
    const standing = await this.#mock.set(wanted);
    return typeof standing === 'string'
      ? refusal(400, standing)
      : { status: 201, body: { faults: [toldFault(standing)] } };
  }

  #list(): Said {
    return { status: 200, body: { faults: this.#mock.faults.map(toldFault) } };
  }

  async #clear(dependency: string | undefined): Promise<Said> {
    const names = Object.keys(this.#mock.contract.downstream);
    if (dependency !== undefined && !names.includes(dependency))
      return refusal(400, `There is no dependency "${dependency}". ${suggest(dependency, names, 'There are')}`);
    return { status: 200, body: { faults: (await this.#mock.clear(dependency)).map(toldFault) } };
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Undefined where it is too long, or breaks off. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      length += chunk.length;
      if (length > longestBody) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString();
}
