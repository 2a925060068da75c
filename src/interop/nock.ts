import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import nock from 'nock';
import type { Contract } from '../contract/contract.ts';
import type { Received } from '../protocol/protocol.ts';
import type { BrokenConnection } from './intercept/broken-connection.ts';
import { chosenOf, contractOf, placedOf } from './intercept/check-options.ts';
import { Interception } from './intercept/interception.ts';
import type { InterceptOptions } from './intercept/options.ts';

export type { InterceptedCall, InterceptOptions, WantedFault } from './intercept/options.ts';

/** What was installed. */
export interface Intercepted extends Disposable {
  /** Takes these interceptors away, and leaves all others where they are; what still waits is dropped. */
  remove(): void;
}

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/**
 * Installs interceptors of nock that answer as the simulated dependencies of a contract do, healthy or with faults, until
 * they are removed. Throws where a fault is wanted that interception cannot show.
 * @param contract a contract file, or one that was loaded
 */
export function intercept(contract: string | Contract, options: InterceptOptions = {}): Intercepted {
  const loaded = contractOf(contract);
  const placed = placedOf(loaded, options);
  const chosen = chosenOf(loaded, placed, options);
  const over = new AbortController();
  const installed = placed.flatMap(({ dependency, origin }) => {
    const interception = new Interception(loaded, dependency, chosen, options);
    const scope = nock(origin).persist();
    return methods.map((method) => {
      const interceptor = scope.intercept(() => true, method);
      interceptor.reply(async function (...given: readonly unknown[]) {
        const { request, signal } = await asked(method, this?.req, given);
        return replyOf(
          await interception.answer(request, signal ? AbortSignal.any([signal, over.signal]) : over.signal),
        );
      });
      return interceptor;
    });
  });
  const remove = () => {
    for (const interceptor of installed) nock.removeInterceptor(interceptor);
    over.abort();
  };
  return { remove, [Symbol.dispose]: remove };
}

interface Asked {
  readonly request: Received;
  /** Aborts when the caller gives up, where nock tells. */
  readonly signal?: AbortSignal;
}

/** Nock 14 gives path and body, and its request as `this`; nock 15 the request of fetch alone. */
async function asked(method: string, req: { headers: object } | undefined, given: readonly unknown[]): Promise<Asked> {
  const [first, body] = given;
  if (!(first instanceof Request))
    return { request: { method, target: String(first), headers: headersOf(req?.headers ?? {}), body: bytesOf(body) } };
  const { pathname, search } = new URL(first.url);
  const bytes = Buffer.from(await first.clone().arrayBuffer());
  return {
    request: { method, target: pathname + search, headers: [...first.headers], body: bytes },
    signal: first.signal,
  };
}

const headersOf = (headers: object): [string, string][] =>
  Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]);

/** Nock has read JSON already. */
const bytesOf = (body: unknown) => Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));

/** Nock fails a call with what is thrown. */
function replyOf(answer: Response | BrokenConnection): [number, never, never] {
  if (!(answer instanceof Response)) throw answer;
  const body = answer.body ? Readable.fromWeb(answer.body as ReadableStream) : '';
  return [answer.status, body as never, [...answer.headers].flat() as never];
}
