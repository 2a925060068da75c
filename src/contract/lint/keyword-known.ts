import { subschemas } from '../keywords.ts';
import { nearest } from '../nearest.ts';
import { step } from '../pointer.ts';
import { type Rule, schemasOf } from './rule.ts';

const keywords = [
  ...['$ref', '$defs', 'type', 'enum', 'const', 'title', 'description', 'default', 'examples', 'deprecated'],
  ...['readOnly', 'writeOnly', 'allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'format'],
  ...['properties', 'patternProperties', 'additionalProperties', 'propertyNames', 'required', 'minProperties'],
  ...['maxProperties', 'dependentRequired', 'dependentSchemas', 'unevaluatedProperties', 'items', 'prefixItems'],
  ...['contains', 'minContains', 'maxContains', 'minItems', 'maxItems', 'uniqueItems', 'unevaluatedItems'],
  ...['minLength', 'maxLength', 'pattern', 'contentEncoding', 'contentMediaType', 'contentSchema'],
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
];

export const keywordKnown: Rule = {
  name: 'keyword-known',
  summary: 'a schema has no key that looks like a misspelt keyword: such a key forbids nothing',
  *check({ contract }) {
    for (const { pointer, schema } of schemasOf(contract)) {
      for (const part of subschemas(schema)) {
        for (const key of Object.keys(part.schema).filter((k) => !keywords.includes(k))) {
          const near = nearest(key, keywords);
          if (near === undefined) continue;
          yield {
            pointer,
            inside: step(part.pointer, key),
            of: 'key',
            severity: 'warning',
            message: `"${key}" is not a keyword of JSON Schema, and forbids nothing.`,
            remedy: `Did you mean \`${near}\`?`,
          };
        }
      }
    }
  },
};
