import type { Delivery, Input, Operation } from '../../contract/contract.ts';
import { isValid } from '../../contract/json-schema.ts';
import { at, withAt } from '../../contract/pointer.ts';
import type { Case } from '../../observation/observation.ts';
import { ownWords } from '../../schema/own-words.ts';
import { hash } from '../../schema/seed.ts';
import type { ToSend } from './request.ts';

/**
 * The same request under keys of its own, so that what is done for it later can be told from what is done for others.
 * A key stays as it is where the schema leaves no room for another one.
 */
export function withOwnKeys({ accepts, delivers = [] }: Operation, input: Input, seed: number): Input {
  const { body: schema } = accepts;
  if (schema === undefined || input.body === undefined) return input;
  const body = keysAt(delivers).reduce<unknown>((before, pointer) => {
    const value = keyAt(before, pointer);
    if (value === undefined) return before;
    const mine = hash(seed, pointer);
    const number = typeof at(before, pointer) === 'number';
    const found = [sameForm(value, mine), `${value}-${spelt(mine)}`]
      .filter((text) => text !== value)
      .map((text) => withAt(before, pointer, number ? Number(text) : text))
      .find((next) => keyAt(next, pointer) !== undefined && isValid(schema, next));
    return found ?? drawn(schema, before, pointer, mine);
  }, input.body);
  return { ...input, body };
}

/**
 * The bytes of a messy request under keys of its own, where that changes nothing about the mess: other digits in the place
 * of those that its clean sample has.
 */
export function bytesWithOwnKeys(
  { accepts, delivers = [] }: Operation,
  played: Case,
  seed: number,
  bytes: Buffer,
): Buffer {
  const { input, mess } = played;
  const { body: schema } = accepts;
  return keysAt(delivers).reduce((before, pointer) => {
    const value = keyAt(input.body, pointer);
    if (schema === undefined || value === undefined || !/^[!-~]+$/.test(value)) return before;
    if (mess?.pointer.startsWith(`/body${pointer}`)) return before;
    const own = sameForm(value, hash(seed, pointer));
    if (!isValid(schema, withAt(input.body, pointer, typeof at(input.body, pointer) === 'number' ? Number(own) : own)))
      return before;
    return Buffer.from(before.toString('latin1').replaceAll(value, own), 'latin1');
  }, bytes);
}

/** What tells whose the calls of a request are, by the pointer at which it stands; undefined where it cannot be read. */
export function keysOf({ delivers = [] }: Operation, { body }: Pick<ToSend, 'body'>): ReadonlyMap<string, string> {
  const value = delivers.length > 0 && body ? parsed(body) : undefined;
  return new Map(
    keysAt(delivers).flatMap((pointer) => {
      const key = keyAt(value, pointer);
      return key === undefined ? [] : [[pointer, key] as const];
    }),
  );
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

/** What at a delivery's key tells one request from another; undefined where there is nothing of it. */
function keyAt(body: unknown, pointer: string): string | undefined {
  const value = at(body, pointer);
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const keysAt = (delivers: readonly Delivery[]): string[] => [...new Set(delivers.map(({ key }) => key))];

// Fewer digits may be those of another request.
const telling = 6;

/** Other digits in the place of each; the text itself where it has too few of them. */
function sameForm(text: string, seed: number): string {
  if (text.replaceAll(/\D/g, '').length < telling) return text;
  // A number may not begin with a zero.
  return text.replaceAll(/\d/g, (_, i: number) => String(1 + ((hash(seed, i) >>> 0) % 9)));
}

const spelt = (seed: number) => (seed >>> 0).toString(36);

function drawn(schema: NonNullable<Operation['accepts']['body']>, body: unknown, pointer: string, seed: number) {
  const found = at(ownWords(schema, body, seed).value, pointer);
  const next = withAt(body, pointer, found);
  return found !== undefined && isValid(schema, next) ? next : body;
}

export const keysOfAll = (operation: Operation, requests: readonly ToSend[]): string[] =>
  requests.flatMap((request) => [...keysOf(operation, request).values()]);
