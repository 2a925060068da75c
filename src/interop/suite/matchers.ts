import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Judge } from './judge.ts';
import type { ContractRequest, Question, Ruling, SeenResponse } from './question.ts';

/**
 * A response of `fetch`, whose body was not read yet, or what is known of one. `body`: text, or the value that its JSON
 * says; `text` where a client keeps both.
 */
export interface AnyResponse {
  readonly status: number;
  readonly headers?: unknown;
  readonly body?: unknown;
  readonly text?: unknown;
}

/** What `expect(…)` can do with contracts. `contract`: its file, from the folder in which the tests are run. */
export interface ContractMatchers<R> {
  /** Of a response: it is one of the declared answers of an operation; with `answer`, this one. */
  toAnswerAsDeclared(contract: string | URL, operation: string, answer?: string): R;
  /** Of a request, as `{ path, query, headers, body }` with values: an operation accepts it. */
  toBeAcceptedBy(contract: string | URL, operation: string): R;
  /**
   * Of `{ request, response }`: the answer is declared, and is `rejected`, or one of its kind, just where the request is not
   * accepted.
   */
  toSatisfyContract(contract: string | URL, operation: string): R;
}

type Said = { readonly pass: boolean; readonly message: () => string };
type Matcher = (
  this: { readonly isNot?: boolean },
  received: unknown,
  contract: string | URL,
  ...rest: string[]
) => Promise<Said>;

export function matchersWith(judge: Judge): Record<keyof ContractMatchers<unknown>, Matcher> {
  async function rule(
    isNot: boolean | undefined,
    contract: string | URL,
    question: Omit<Question, 'file'>,
  ): Promise<Said> {
    const file = typeof contract === 'string' ? resolve(contract) : fileURLToPath(contract);
    const said: Ruling = await judge.rule({ file, ...question });
    // Of what cannot be told, neither it nor its contrary is so.
    return { pass: said.unclear ? Boolean(isNot) : said.pass, message: () => said.told };
  }
  return {
    async toAnswerAsDeclared(received, contract, operation = '', answer) {
      const response = await seen(received, 'toAnswerAsDeclared');
      return await rule(this.isNot, contract, { operation, response, ...(answer === undefined ? {} : { answer }) });
    },
    async toBeAcceptedBy(received, contract, operation = '') {
      return await rule(this.isNot, contract, { operation, request: (received ?? {}) as ContractRequest });
    },
    async toSatisfyContract(received, contract, operation = '') {
      const { request = {}, response } = (received ?? {}) as { request?: ContractRequest; response?: unknown };
      return await rule(this.isNot, contract, {
        operation,
        request,
        response: await seen(response, 'toSatisfyContract'),
      });
    },
  };
}

async function seen(received: unknown, matcher: string): Promise<SeenResponse> {
  const { status, headers, body, text, bodyUsed, clone } = (received ?? {}) as AnyResponse & {
    readonly bodyUsed?: boolean;
    readonly clone?: () => { text(): Promise<string> };
  };
  if (typeof status !== 'number')
    throw new TypeError(
      `${matcher} cannot judge this: it is no response, it has no status. Give it one of fetch, or { status, headers, body }.`,
    );
  if (bodyUsed)
    throw new TypeError(
      `${matcher} cannot judge this response: its body was read already. Ask before it is read, or give { status, headers, body }.`,
    );
  const read = typeof text === 'function' && clone ? await clone.call(received).text() : undefined;
  return { status, headers: pairs(headers), body: read ?? textOf(typeof text === 'string' ? text : body) };
}

function pairs(headers: unknown): [string, string][] {
  if (headers === undefined || headers === null) return [];
  const entries: Iterable<[string, unknown]> =
    typeof (headers as Headers).entries === 'function'
      ? (headers as Headers).entries()
      : Array.isArray(headers)
        ? headers
        : Object.entries(headers);
  return [...entries].map(([name, value]) => [name, String(value)]);
}

const textOf = (body: unknown) => (body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
