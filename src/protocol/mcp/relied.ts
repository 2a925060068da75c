import type { Schema } from '../../contract/contract.ts';

/**
 * What makes a reply usable, and no more: a schema of the message, made of what its result needs. Clients that never
 * look at `id` are right where only one request is under way. Nothing may be added beside `result`: real clients refuse
 * the message then.
 */
export const messageOf = (result: {
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
}): Schema => ({
  // A list with the message in it is a batch of one, which older versions allow and clients take.
  type: ['object', 'array'],
  minItems: 1,
  maxItems: 1,
  required: ['result'],
  properties: { result: { type: 'object', ...result } },
  // A pattern that everything matches: what is no free text stays as it is.
  patternProperties: { '^(jsonrpc|id)$': { pattern: '' } },
  additionalProperties: false,
});
