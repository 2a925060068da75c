import { describe, expect, it } from '@jest/globals';
import { type Change, changed } from '../linted.ts';

const changes: readonly Change[] = [
  {
    change: ['{ subject: { type: string } }', '{ subject: { type: strng, minLength: a } }'],
    says: [
      'a.contract.yaml:19:60: error: This is not a valid JSON Schema: `properties.subject.type` is "strng"; it must be array, boolean, integer, null, number, object or string. Did you mean "string"? [schema-valid]',
      'a.contract.yaml:19:78: error: This is not a valid JSON Schema: `properties.subject.minLength` is "a"; it must be a whole number, 0 or more. Correct it. [schema-valid]',
    ],
  },
  {
    change: ['{ subject: { type: string } }', '{ subject: { type: [string, "nil"] } }'],
    says: [
      'a.contract.yaml:19:69: error: This is not a valid JSON Schema: `properties.subject.type.1` is "nil"; it must be array, boolean, integer, null, number, object or string. Write one of them. [schema-valid]',
    ],
  },
  {
    change: ['{ subject: { type: string } }', '{ subject: 5 }'],
    says: [
      'a.contract.yaml:19:52: error: This is not a valid JSON Schema: `properties.subject` is 5; it must be a JSON Schema. Correct it. [schema-valid]',
    ],
  },
  {
    change: ['{ subject: { type: string } }', "{ subject: { type: string, pattern: '(' } }"],
    says: [
      'a.contract.yaml:19:77: error: This is not a valid JSON Schema: `properties.subject.pattern` is "("; it must be a regular expression (Unterminated group). Correct it. [schema-valid]',
    ],
  },
  {
    change: ['{ subject: { type: string } }', "{ subject: { type: object, patternProperties: { '(': {} } } }"],
    says: [
      'a.contract.yaml:19:89: error: This is not a valid JSON Schema: `properties.subject.patternProperties.(` is "("; it must be a regular expression (Unterminated group). Correct it. [schema-valid]',
    ],
  },
  {
    change: ['{ subject: { type: string } }', '{ subject: { type: array, items: [{ type: string }] } }'],
    says: [
      'a.contract.yaml:19:74: error: This is not a valid JSON Schema: `properties.subject.items` is [{"type":"string"}]; it must be a JSON Schema; a list of them is `prefixItems`. Correct it. [schema-valid]',
    ],
  },
  {
    change: ['{ subject: { type: string } }', '{ subject: { type: string, required: true } }'],
    says: [
      'a.contract.yaml:19:78: error: This is not a valid JSON Schema: `properties.subject.required` is true; it must be a list of names, beside `properties`. Correct it. [schema-valid]',
    ],
  },
  {
    change: ['{ subject: { type: string } }', '{ subject: { type: number, exclusiveMinimum: true } }'],
    says: [
      'a.contract.yaml:19:86: error: This is not a valid JSON Schema: `properties.subject.exclusiveMinimum` is true; it must be a number. Correct it. [schema-valid]',
    ],
  },
  {
    change: ['{ subject: { type: string } }', '{ subject: { enum: [] } }'],
    says: [
      'a.contract.yaml:19:60: error: This is not a valid JSON Schema: `properties.subject.enum` is []; it must be a list of one or more values. Correct it. [schema-valid]',
    ],
  },
  {
    change: ['properties: { subject: { type: string } }, required: [subject]', 'properties: [], required: subject'],
    says: [
      'a.contract.yaml:19:41: error: This is not a valid JSON Schema: `properties` is []; it must be a map: name → JSON Schema. Correct it. [schema-valid]',
      'a.contract.yaml:19:55: error: This is not a valid JSON Schema: `required` is "subject"; it must be a list of names, beside `properties`. Correct it. [schema-valid]',
    ],
  },
  {
    change: ['path: { id: { type: string } }', 'path: { id: { type: text } }'],
    says: [
      'a.contract.yaml:18:27: error: This is not a valid JSON Schema: `type` is "text"; it must be array, boolean, integer, null, number, object or string. Write one of them. [schema-valid]',
    ],
  },
  {
    change: [
      "expects: { headers: { x-tenant: '.+' } }",
      'expects: { body: { type: objekt }, query: { q: { type: 1 } } }',
    ],
    says: [
      'a.contract.yaml:45:34: error: This is not a valid JSON Schema: `type` is "objekt"; it must be array, boolean, integer, null, number, object or string. Did you mean "object"? [schema-valid]',
      'a.contract.yaml:45:64: error: This is not a valid JSON Schema: `type` is 1; it must be a type, or a list of types. Correct it. [schema-valid]',
    ],
  },
  {
    change: [
      '{ status: 200, where: { /degraded: false } }',
      '{ status: 200, where: { /degraded: false }, body: { allOf: {} } }',
    ],
    says: [
      'a.contract.yaml:23:79: error: This is not a valid JSON Schema: `allOf` is {}; it must be a list of one or more JSON Schemas. Correct it. [schema-valid]',
    ],
  },
  {
    change: [
      'body: { type: object, properties: { subject: { type: string } }, required: [subject] }',
      'body: { $ref: ticket.json }',
    ],
    files: {
      'ticket.json':
        '{\n  "type": "object",\n  "properties": {\n    "subject": { "$ref": "#/$defs/subject" },\n    "title": { "$ref": "#/$defs/subject" }\n  },\n  "$defs": {\n    "subject": { "type": "string", "minLength": "1" }\n  }\n}\n',
    },
    says: [
      'ticket.json:8:49: error: This is not a valid JSON Schema: `minLength` is "1"; it must be a whole number, 0 or more. Write `1`, without quotes. [schema-valid]',
    ],
  },
];

describe('schema-valid', () => {
  it.each(changes)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });
});
