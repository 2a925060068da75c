import { schemaViolations } from '../json-schema.ts';
import { type Rule, schemasOf } from './rule.ts';

export const schemaValid: Rule = {
  name: 'schema-valid',
  summary: 'a schema is a valid JSON Schema of draft 2020-12',
  *check({ contract }) {
    for (const { pointer, schema } of schemasOf(contract)) {
      for (const v of schemaViolations(schema)) {
        yield {
          pointer,
          inside: v.pointer,
          message: `is not a valid JSON Schema: ${v.pointer || 'it'} ${v.message}.`,
          remedy: 'Mend the schema; draft 2020-12 is read.',
        };
      }
    }
  },
};
