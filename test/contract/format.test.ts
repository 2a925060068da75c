import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import { type Form, flawsOf } from '../../src/contract/form.ts';
import { contractFormat } from '../../src/contract/format.ts';
import { step, withAt } from '../../src/contract/pointer.ts';
import { schemaForm } from '../../src/contract/schema-form.ts';
import { sound } from './linted.ts';

/** A value with each of its parts replaced by something else, and with each of its maps holding one thing more. */
function* mutants(root: unknown, pointer = '', value = root): Generator<{ pointer: string; mutant: unknown }> {
  for (const other of [null, true, -1, 0.5, 70_000, '', 'x', '2s', '(', [], ['x', 'x'], [{}], {}, { x: 1 }])
    yield { pointer, mutant: withAt(root, pointer, other) };
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield { pointer, mutant: withAt(root, step(pointer, '1 x'), {}) };
  for (const [key, inner] of Object.entries(value)) {
    const at = step(pointer, key);
    yield { pointer: at, mutant: withAt(root, at, undefined) };
    yield* mutants(root, at, inner);
  }
}

const soundly = (form: Form, value: unknown) => [...flawsOf(form, value)].length === 0;

describe('the published schema', () => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const published = JSON.parse(readFileSync('schema/contract.v1.json', 'utf8'));

  it('is a valid JSON Schema that holds for the contracts here', () => {
    expect(ajv.validateSchema(published)).toBe(true);
    for (const name of [
      'triage',
      'triage-pilot',
      'answerer',
      'answerer-pilot',
      'extractor',
      'extractor-pilot',
      'agent',
      'agent-pilot',
    ])
      expect(ajv.validate(published, parse(readFileSync(`contracts/${name}.contract.yaml`, 'utf8')))).toBe(true);
  });

  it('says of every contract what lint says', () => {
    const validate = ajv.compile(published);
    const contract: unknown = parse(sound);
    expect(validate(contract)).toBe(true);
    const disagreed = [...mutants(contract)].filter(
      ({ mutant }) => validate(mutant) !== soundly(contractFormat, mutant),
    );
    expect(disagreed).toEqual([]);
  });
});

describe('the form of a JSON Schema', () => {
  const ajv = new Ajv2020({ strict: false });
  // Every keyword with a value that it may have.
  const schema = {
    ...{ $ref: '#/$defs/a', $defs: { a: {} }, type: ['string', 'null'], enum: [1], const: null, format: 'date' },
    ...{ title: 'a', description: 'a', deprecated: true, readOnly: true, writeOnly: true, examples: [1], default: 1 },
    ...{ multipleOf: 0.5, maximum: 5, exclusiveMaximum: 5, minimum: 1, exclusiveMinimum: 1 },
    ...{
      maxLength: 5,
      minLength: 1,
      pattern: '^a',
      contentEncoding: 'base64',
      contentMediaType: 'a/b',
      contentSchema: {},
    },
    ...{ items: {}, prefixItems: [{}], contains: true, maxItems: 5, minItems: 0, uniqueItems: true },
    ...{ minContains: 0, maxContains: 5, unevaluatedItems: false, unevaluatedProperties: {} },
    ...{ properties: { a: { type: 'string' } }, patternProperties: { '^a': {} }, additionalProperties: false },
    ...{ propertyNames: {}, required: ['a'], dependentRequired: { a: ['b'] }, dependentSchemas: { a: {} } },
    ...{
      minProperties: 0,
      maxProperties: 5,
      allOf: [{}],
      anyOf: [{}],
      oneOf: [{}],
      not: {},
      if: {},
      ...Object.fromEntries([['then', {}]]),
      else: {},
    },
  };
  // What the meta-schema leaves to each implementation, and this one does not take.
  const stricter = ({ pointer, mutant }: { pointer: string; mutant: unknown }) =>
    (pointer.startsWith('/enum') && JSON.stringify(mutant).includes('"enum":[]')) ||
    (/^\/(pattern|patternProperties.*)$/.test(pointer) && /"pattern":"\("|"\(":/.test(JSON.stringify(mutant))) ||
    // An address with any characters is looked for among the files.
    pointer === '/$ref' ||
    // Ajv asks a schema that is null for its `$schema`.
    mutant === null;

  it('is that of the meta-schema', () => {
    expect(ajv.validateSchema(schema)).toBe(true);
    const all = [...mutants(schema)].filter((m) => !stricter(m));
    const disagreed = all.filter(({ mutant }) => ajv.validateSchema(mutant as object) !== soundly(schemaForm, mutant));
    expect(disagreed.map(({ pointer, mutant }) => [pointer, JSON.stringify(mutant)])).toEqual([]);
  });
});
