import { isUtf8 } from 'node:buffer';
import type { Operation, Schema } from '../contract/contract.ts';
import { isValid } from '../contract/json-schema.ts';
import { spotAt } from '../schema/break.ts';
import { dividesPatterns, isDoubtful, without } from './doubt.ts';
import type { Mess, Messed } from './mess.ts';
import { owedToText, schemaOfParameter } from './parameter.ts';

/** What a component owes a messy request. */
export type Owed = 'served' | 'rejected' | 'either' | 'open';

/**
 * Decided on the bytes as they are sent, as a strict reader sees them (RFC 8259, JSON Schema 2020-12), so that what is
 * expected is certain: the schema is the policy, and what the contract tolerates is served.
 */
export function owed(mess: Mess, messed: Messed, operation: Operation): Owed {
  const { body: schema, tolerates } = operation.accepts;
  if (mess.open) return 'open';
  if (tolerates.includes(mess.name)) return 'served';
  if (mess.leeway) return 'either';
  if (schemaOfParameter(operation, messed.pointer) !== undefined)
    return owedToText(operation, messed.pointer, String(messed.became));
  // What it is about is not what it asks.
  if (schema === undefined) return 'served';
  const read = parsed(messed.request.body ?? Buffer.alloc(0));
  if (!read) return 'rejected';
  const valid = isValid(schema, read.value);
  // Whether a format is an assertion is up to each validator: JSON Schema 2020-12, Validation, 7.2.
  const mildest = milder(schema)[dividesPatterns(messed.became) ? 'unpatterned' : 'unformatted'];
  if (isValid(mildest, read.value) !== valid) return 'either';
  if (!valid) return 'rejected';
  return isDoubtfulAt(messed.pointer, schema, read.value) ? 'either' : 'served';
}

/** Where the request was changed: the rest of it is as valid as it was. */
function isDoubtfulAt(pointer: string, schema: Schema, value: unknown): boolean {
  if (pointer !== '/body' && !pointer.startsWith('/body/')) return false;
  const spot = spotAt(schema, value, pointer.slice('/body'.length));
  return spot !== undefined && isDoubtful(spot);
}

interface Milder {
  readonly unformatted: Schema;
  readonly unpatterned: Schema;
}

const known = new WeakMap<object, Milder>();

// The same objects each time, so that they are compiled once.
function milder(schema: Schema): Milder {
  if (typeof schema === 'boolean') return { unformatted: schema, unpatterned: schema };
  let found = known.get(schema);
  if (!found) {
    found = { unformatted: without(schema, ['format']), unpatterned: without(schema, ['format', 'pattern']) };
    known.set(schema, found);
  }
  return found;
}

function parsed(bytes: Buffer): { readonly value: unknown } | undefined {
  try {
    return isUtf8(bytes) ? { value: JSON.parse(bytes.toString()) } : undefined;
  } catch {
    return undefined;
  }
}
