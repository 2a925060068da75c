import type { Schema } from '../contract/contract.ts';
import type { Received } from './protocol.ts';

/** A request, taken apart as far as somebody wants to know. */
export class Asked {
  readonly request: Received;
  readonly #parameters: readonly string[];
  readonly #match: RegExpExecArray;
  #query: URLSearchParams | undefined;
  #body: { readonly value?: unknown } | undefined;

  constructor(request: Received, parameters: readonly string[], match: RegExpExecArray) {
    this.request = request;
    this.#parameters = parameters;
    this.#match = match;
  }

  path(name: string): string | undefined {
    const place = this.#parameters.indexOf(name);
    return place < 0 ? undefined : decoded(this.#match[place + 1]!);
  }

  query(name: string): string | undefined {
    const question = this.request.target.indexOf('?');
    this.#query ??= new URLSearchParams(question < 0 ? '' : this.request.target.slice(question + 1));
    return this.#query.get(name) ?? undefined;
  }

  header(name: string): string | undefined {
    return this.request.headers.find(([n]) => n.toLowerCase() === name)?.[1];
  }

  /** Without a `value` where it is not JSON. */
  get body(): { readonly value?: unknown } {
    this.#body ??= parsed(this.request.body);
    return this.#body;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parsed(body: Buffer): { readonly value?: unknown } {
  try {
    return { value: JSON.parse(body.toString()) };
  } catch {
    return {};
  }
}

/** A parameter arrives as text; where its schema wants a number or a boolean, it is read as one. */
export function fromText(text: string | undefined, schema: Schema): unknown {
  const types = typeof schema === 'boolean' ? [] : [schema.type].flat();
  if (text === undefined || types.includes('string')) return text;
  return types.map((type) => spelt(text, type)).find((value) => value !== text) ?? text;
}

/** The number or the boolean that a text spells, if one is wanted. */
export function spelt(text: string, wanted: unknown): unknown {
  const number = wanted === 'number' || wanted === 'integer';
  if (number && text.trim() !== '' && !Number.isNaN(Number(text))) return Number(text);
  if (wanted === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
