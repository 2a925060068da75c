import type { KeywordRule } from './demand.ts';
import { additionalProperties } from './keyword/additional-properties.ts';
import { anyOf } from './keyword/any-of.ts';
import { asWritten } from './keyword/as-written.ts';
import { conditional } from './keyword/conditional.ts';
import { contains } from './keyword/contains.ts';
import { dependentRequired, dependentSchemas } from './keyword/dependent.ts';
import { items, prefixItems } from './keyword/items.ts';
import { limitRule } from './keyword/limits.ts';
import { listedValues } from './keyword/listed-values.ts';
import { multipleOf } from './keyword/multiple-of.ts';
import { not } from './keyword/not.ts';
import { oneOf } from './keyword/one-of.ts';
import { patternProperties } from './keyword/pattern-properties.ts';
import { properties } from './keyword/properties.ts';
import { propertyNames } from './keyword/property-names.ts';
import { required } from './keyword/required.ts';
import { type } from './keyword/type.ts';
import { unevaluated } from './keyword/unevaluated.ts';
import { uniqueItems } from './keyword/unique-items.ts';

/** All keywords that forbid something, but `$ref` and `allOf`, which only name what else is demanded. */
export const keywordRules: readonly KeywordRule[] = [
  type,
  listedValues,
  anyOf,
  oneOf,
  not,
  conditional,
  limitRule,
  multipleOf,
  asWritten,
  required,
  properties,
  patternProperties,
  additionalProperties,
  propertyNames,
  dependentRequired,
  dependentSchemas,
  items,
  prefixItems,
  uniqueItems,
  contains,
  unevaluated,
];
