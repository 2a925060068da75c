import type { Collection, Schema } from '../../contract/contract.ts';
import { isValid } from '../../contract/json-schema.ts';
import { sampleValue } from '../../schema/sample-value.ts';
import { hash } from '../../schema/seed.ts';
import { isObject, type Json } from '../routes.ts';

/** One record of a collection, as a search finds it. */
export interface Found {
  readonly id: string;
  /** From 0 to 1; the best first, no two the same. */
  readonly score: number;
  readonly payload: Json;
}

/** What a search wants of the payload of what it finds: member → value. */
export type Wanted = Readonly<Record<string, unknown>>;

const note: Schema = { type: 'object', required: ['text'], properties: { text: { type: 'string', minLength: 20 } } };
/** More are not worth inventing: a store may hold as few as it likes. */
const most = 100;

/** As many records as are asked for, the best first. */
export function found(collection: Collection, count: number, seed: number, wanted: Wanted = {}): Found[] {
  let score = 0.98;
  return Array.from({ length: Math.min(count, most) }, (_, i) => {
    const chance = (hash(seed, 'score', i) >>> 0) / 2 ** 32;
    score *= 0.99 - chance * 0.15;
    return { id: uuid(seed, i), score: round(score), payload: payloadOf(collection, seed, i, wanted) };
  });
}

/** What the payload of a record says: the examples of the contract, then what its schema allows. */
export function payloadOf(
  { payload: schema, examples }: Collection,
  seed: number,
  i: number,
  wanted: Wanted = {},
): Json {
  const place = (i + Math.abs(seed)) % Math.max(1, examples.length);
  const shown = i < examples.length || schema === undefined ? examples[place] : undefined;
  const value = shown ?? sampleValue(schema ?? note, hash(seed, 'payload', i));
  const said = { ...(isObject(value) ? value : { value }), ...wanted };
  return schema === undefined || isValid(schema, said) ? said : isObject(value) ? value : { value };
}

/** A vector of this length, the same for the same seed. */
export function vectorOf(length: number, seed: number): number[] {
  let state = hash(seed, 'vector') >>> 0;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return round(state / 2 ** 31 - 1);
  });
}

export function uuid(seed: number, ...names: readonly (string | number)[]): string {
  const hex = [0, 1, 2, 3].map((i) => (hash(seed, 'id', i, ...names) >>> 0).toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** What a component relies on in a payload: what the contract declares, else that there is one. */
export const reliedPayload = ({ payload }: Collection): Schema =>
  payload ?? { type: 'object', minProperties: 1, additionalProperties: {} };

/** A list with at least `least` and at most as many items as it has. */
export const reliedList = (items: Schema, least: number): Schema => ({ type: 'array', minItems: least, items });

export const relies = (properties: Readonly<Record<string, Schema>>): Schema => ({
  type: 'object',
  required: Object.keys(properties),
  properties,
});

const round = (value: number) => Math.round(value * 1e6) / 1e6;
