import type { Contract, Schema } from '../contract.ts';
import { schemaViolations, violations } from '../json-schema.ts';
import { step } from '../pointer.ts';
import type { Rule } from './rule.ts';

export const exampleValid: Rule = {
  name: 'example-valid',
  summary: 'an example satisfies the schema that it is an example of',
  *check({ contract }) {
    for (const { pointer, value, schema } of examplesOf(contract)) {
      if (value === undefined || schemaViolations(schema).length > 0) continue;
      for (const v of violations(schema, value)) {
        yield {
          pointer,
          message: `the example does not satisfy its own schema: ${v.pointer || 'it'} ${v.message}.`,
          remedy: 'Mend the example, or the schema.',
        };
      }
    }
  },
};

function* examplesOf(contract: Contract): Generator<{ pointer: string; value: unknown; schema: Schema }> {
  for (const { name, accepts } of Object.values(contract.upstream)) {
    for (const [i, example] of accepts.examples.entries()) {
      const pointer = `${step('/upstream', name)}/accepts/examples/${i}`;
      if (accepts.body !== undefined) yield { pointer, value: example?.body, schema: accepts.body };
      for (const part of ['path', 'query', 'headers'] as const) {
        if (Object.keys(accepts[part]).length > 0)
          yield { pointer, value: example?.[part] ?? {}, schema: parts(accepts[part], part === 'path') };
      }
    }
  }
  for (const dependency of Object.values(contract.downstream)) {
    for (const { name, returns } of Object.values(dependency.operations)) {
      for (const [i, value] of returns.examples.entries()) {
        if (returns.body === undefined) continue;
        yield {
          pointer: `${step(`${step('/downstream', dependency.name)}/operations`, name)}/returns/examples/${i}`,
          value,
          schema: returns.body,
        };
      }
    }
  }
}

const parts = (properties: Readonly<Record<string, Schema>>, all: boolean): Schema => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...(all ? { required: Object.keys(properties) } : {}),
});
