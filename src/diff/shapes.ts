import type { Answer, Schema } from '../contract/contract.ts';
import { steps } from '../contract/pointer.ts';
import { withItem, withMember } from '../schema/compare/with-part.ts';
import { relocated } from '../schema/standalone.ts';

/** Headers that match their patterns, as a schema of the map of them. */
export const headersSchema = (headers: Readonly<Record<string, string>>): Schema => ({
  type: 'object',
  required: Object.keys(headers),
  properties: Object.fromEntries(Object.entries(headers).map(([name, pattern]) => [name, { type: 'string', pattern }])),
});

/** Constants at pointers, as a schema. */
export const constantsSchema = (where: Readonly<Record<string, unknown>>): Schema => ({
  allOf: Object.entries(where).map(([pointer, value]) =>
    steps(pointer).reduceRight<Schema>(
      (part, key) => (/^\d+$/.test(key) ? withItem(Number(key)) : withMember(key))(part),
      { const: value },
    ),
  ),
});

/** The bodies of an answer: its schema, and the constants that tell it from others. */
export function bodySchema({ body = true, where }: Pick<Answer, 'body' | 'where'>): Schema {
  if (Object.keys(where).length === 0) return body;
  return {
    $defs: { body: relocated(body, '/$defs/body') },
    allOf: [{ $ref: '#/$defs/body' }, constantsSchema(where)],
  };
}

/** Where a pointer into such a schema leads in the contract. */
export function inAnswer(pointer: string, body: string): (inside: string) => { pointer: string; inside?: string } {
  return (inside) => {
    if (inside.startsWith('/$defs/body'))
      return { pointer: `${pointer}/${body}`, inside: inside.slice('/$defs/body'.length) };
    return inside.startsWith('/allOf/1') ? { pointer: `${pointer}/where` } : { pointer: `${pointer}/${body}`, inside };
  };
}
