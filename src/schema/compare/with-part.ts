import type { Schema } from '../../contract/contract.ts';

/** Objects that have a member as it is said. */
export const withMember =
  (name: string) =>
  (part: Schema): Schema => ({ type: 'object', properties: { [name]: part }, required: [name] });

/** Lists that have an item as it is said. */
export const withItem =
  (index: number) =>
  (part: Schema): Schema => ({
    type: 'array',
    prefixItems: [...Array.from({ length: index }, () => true), part],
    minItems: index + 1,
  });
