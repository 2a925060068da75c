import { isValid } from '../../contract/json-schema.ts';
import { standalone } from '../standalone.ts';
import type { Conjunct } from './conjunct.ts';

/** Whether a value satisfies a schema, wherever that stands. */
export const fits =
  (value: unknown) =>
  ({ schema, root }: Conjunct): boolean =>
    isValid(standalone(schema, root), value);
