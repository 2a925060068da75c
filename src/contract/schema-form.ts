import type { Form } from './form.ts';
import { listOfSchemas, mapOfSchemas, oneSchema } from './keywords.ts';

// JSON Schema 2020-12 as its meta-schema defines it, for `form.ts`: it says in words what form a keyword's value has, and
// is ready at once, where the meta-schema takes as long to compile as everything else together. A test compares the two.

const count: Form = { title: 'a whole number, 0 or more', type: 'integer', minimum: 0 };
const number: Form = { title: 'a number', type: 'number' };
const text: Form = { title: 'a text', type: 'string' };
const yesOrNo: Form = { title: 'true or false', type: 'boolean' };
const names: Form = {
  title: 'a list of names',
  description: 'a list of names',
  type: 'array',
  uniqueItems: true,
  items: { title: 'a name', type: 'string' },
};
const pattern: Form = { title: 'a regular expression', type: 'string', format: 'regex' };
const types: Form = {
  title: 'array, boolean, integer, null, number, object or string',
  enum: ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string'],
};

const keywords: Readonly<Record<string, Form>> = {
  $ref: text,
  type: {
    title: 'a type, or a list of types',
    byType: {
      string: types,
      array: { title: 'a list of one or more types', type: 'array', minItems: 1, uniqueItems: true, items: types },
    },
  },
  enum: { title: 'a list of one or more values', type: 'array', minItems: 1 },
  multipleOf: { title: 'a number above 0', type: 'number', exclusiveMinimum: 0 },
  maximum: number,
  exclusiveMaximum: number,
  minimum: number,
  exclusiveMinimum: number,
  maxLength: count,
  minLength: count,
  pattern,
  maxItems: count,
  minItems: count,
  uniqueItems: yesOrNo,
  maxContains: count,
  minContains: count,
  maxProperties: count,
  minProperties: count,
  required: { ...names, title: 'a list of names, beside `properties`' },
  dependentRequired: { title: 'a map: name → list of names', type: 'object', additionalProperties: names },
  format: text,
  contentEncoding: text,
  contentMediaType: text,
  title: text,
  description: text,
  deprecated: yesOrNo,
  readOnly: yesOrNo,
  writeOnly: yesOrNo,
  examples: { title: 'a list of values', type: 'array' },
};

/** A JSON Schema, and all that stand in it. */
export const schemaForm: Form = { title: 'a JSON Schema', type: ['object', 'boolean'], properties: {} };

const list: Form = { title: 'a list of one or more JSON Schemas', type: 'array', minItems: 1, items: schemaForm };
const map: Form = { title: 'a map: name → JSON Schema', type: 'object', additionalProperties: schemaForm };

Object.assign(schemaForm.properties as object, keywords, {
  ...Object.fromEntries([...oneSchema].map((key) => [key, schemaForm])),
  ...Object.fromEntries([...listOfSchemas].map((key) => [key, list])),
  ...Object.fromEntries([...mapOfSchemas].map((key) => [key, map])),
  items: { ...schemaForm, title: 'a JSON Schema; a list of them is `prefixItems`' },
  patternProperties: { ...map, propertyNames: pattern },
});
