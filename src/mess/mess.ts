import type { Input, Operation, Schema } from '../contract/contract.ts';
import { withAt } from '../contract/pointer.ts';
import { gone, type Spot, spots } from '../schema/break.ts';
import { parameters } from './parameter.ts';
import type { RawRequest } from './request.ts';

/** A valid request, and what its operation says of it. */
export interface Clean {
  readonly operation: Operation;
  /** Of its body; undefined where it has none. */
  readonly schema?: Schema;
  readonly input: Input;
  readonly request: RawRequest;
  /** Methods that the contract declares for the same address. */
  readonly methods?: readonly string[];
}

/** A request with one thing about it that is not as in the clean sample. */
export interface Messed {
  /** JSON Pointer into the request: `/body/items/3`. */
  readonly pointer: string;
  readonly was: unknown;
  /** Absent where it was taken out. */
  readonly became?: unknown;
  readonly request: RawRequest;
}

/** A way in which real input differs from the clean sample. */
export interface Mess {
  readonly name: string;
  /** What it does, continuing "the caller …". */
  readonly summary: string;
  /** Where it comes from in real life. */
  readonly seen: string;
  /** Readers that keep to the standards differ in what they make of it: serving and rejecting are both right. */
  readonly leeway: boolean;
  /** Nothing that can be answered to it is wrong, or there is nobody to answer: only all the rest is judged. */
  readonly open?: boolean;
  /** Every place where it fits, from the first to the last. */
  apply(clean: Clean): Iterable<Messed>;
}

type Told = Pick<Mess, 'name' | 'summary' | 'seen'> & { readonly leeway?: boolean };

/** JSON that no value gives when it is written: `1.0`, a number beyond every range. */
export class Literal {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** For one place of the body, what could stand there instead (`gone`: nothing). */
export type Instead = (spot: Spot) => readonly unknown[];

/** A mess kind that changes one value: of the body, or a parameter of the path, the query or the headers. */
export function valueMess({ instead, leeway = false, ...told }: Told & { readonly instead: Instead }): Mess {
  return {
    ...told,
    leeway,
    *apply(clean) {
      yield* inBody(clean, instead);
      yield* inParameters(clean, instead);
    },
  };
}

function* inParameters({ operation, input }: Clean, instead: Instead): Generator<Messed> {
  for (const { pointer, spot, ...parameter } of parameters(operation, input))
    for (const value of instead(spot)) {
      if (value === gone || (typeof value === 'object' && !(value instanceof Literal))) continue;
      const became = value instanceof Literal ? value.text : String(value);
      const request = became === String(spot.value) ? undefined : parameter.with(became);
      if (request) yield { pointer, was: spot.value, became, request };
    }
}

function* inBody(clean: Clean, instead: Instead): Generator<Messed> {
  for (const place of placesOf(clean)) {
    const { spot } = place;
    for (const value of instead(spot)) {
      if (isAsBefore(value, place)) continue;
      yield {
        pointer: `/body${spot.pointer}`,
        was: spot.value,
        ...(value === gone ? {} : { became: value instanceof Literal ? value.text : value }),
        request: new Rewritten(clean.request, () => Buffer.from(bodyWith(value, place, clean.input.body))),
      };
    }
  }
}

/** The body is the same, or would be none at all. */
function isAsBefore(value: unknown, { spot, was }: Place): boolean {
  if (value === gone) return spot.pointer === '';
  if (value instanceof Literal) return value.text === was;
  if (typeof value === 'string' || typeof spot.value === 'string') return value === spot.value;
  return JSON.stringify(value) === was;
}

/** The text of the body with another value at a place. */
function bodyWith(value: unknown, { spot, before, after }: Place, body: unknown): string {
  const became = value instanceof Literal ? value.text : JSON.stringify(value);
  if (value === gone || became === undefined) return JSON.stringify(withAt(body, spot.pointer, undefined));
  return before + became + after;
}

/**
 * A request whose body is made when it is asked for: of all the places of a kind, a plan sends a few. The body is no member of
 * its own, as that would cost more than it saves: copies with `...` are without it.
 */
export class Rewritten implements RawRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: RawRequest['headers'];
  readonly #make: () => Buffer;
  #body: Buffer | undefined;

  constructor({ method, target, headers }: RawRequest, make: () => Buffer) {
    this.method = method;
    this.target = target;
    this.headers = headers;
    this.#make = make;
  }

  get body(): Buffer {
    this.#body ??= this.#make();
    return this.#body;
  }
}

/** A spot of a body, as JSON, with the text of the body that stands before and after it. */
interface Place {
  readonly spot: Spot;
  readonly was: string;
  readonly before: string;
  readonly after: string;
}

const known = new WeakMap<Clean, readonly Place[]>();
const placeholder = 'shakedown-literal-6d1f';

/** Every kind looks for its places in the same clean requests. */
function placesOf(clean: Clean): readonly Place[] {
  const {
    schema,
    input: { body },
  } = clean;
  if (schema === undefined) return [];
  let found = known.get(clean);
  if (!found) {
    found = [...spots(schema, body, false)].map((spot) => {
      const [before = '', after = ''] = JSON.stringify(withAt(body, spot.pointer, placeholder)).split(
        `"${placeholder}"`,
      );
      return { spot, was: JSON.stringify(spot.value), before, after };
    });
    known.set(clean, found);
  }
  return found;
}

/** A mess kind that changes the bytes of the body as a whole; undefined where it does not fit. */
export function bodyMess({
  change,
  leeway = false,
  ...told
}: Told & { readonly change: (text: string, clean: Clean) => string | Buffer | undefined }): Mess {
  return {
    ...told,
    leeway,
    *apply(clean) {
      if (!clean.request.body || clean.schema === undefined) return;
      const text = clean.request.body.toString();
      const changed = change(text, clean);
      if (changed === undefined) return;
      if (typeof changed === 'string' ? changed === text : changed.equals(clean.request.body)) return;
      yield {
        pointer: '/body',
        was: text,
        // Half a megabyte is read only where it is asked for.
        get became() {
          return changed.toString();
        },
        request: new Rewritten(clean.request, () => (typeof changed === 'string' ? Buffer.from(changed) : changed)),
      };
    },
  };
}

/** A mess kind that changes something else about the request; `ofBody`: about what it says of its body. */
export function requestMess({
  change,
  leeway = true,
  ofBody = false,
  ...told
}: Told & {
  readonly open?: boolean;
  readonly ofBody?: boolean;
  readonly change: (clean: Clean) => Iterable<Omit<Messed, 'was'> & { was?: unknown }>;
}): Mess {
  return {
    ...told,
    leeway,
    *apply(clean) {
      if (ofBody && !clean.request.body) return;
      for (const messed of change(clean)) yield { was: undefined, ...messed };
    },
  };
}
