import { describe, expect, it } from '@jest/globals';
import { type Change, changed } from '../linted.ts';

const changes: readonly Change[] = [
  {
    change: ['properties: { subject:', 'propertys: { subject:'],
    says: [
      'a.contract.yaml:19:29: warning: "propertys" is not a keyword of JSON Schema, and forbids nothing. Did you mean `properties`? [keyword-known]',
    ],
  },
  {
    change: ['{ subject: { type: string } }', '{ subject: { type: string, maxlength: 5, nullable: true, x-note: a } }'],
    says: [
      'a.contract.yaml:19:68: warning: "maxlength" is not a keyword of JSON Schema, and forbids nothing. Did you mean `maxLength`? [keyword-known]',
    ],
  },
  {
    change: ['required: [subject] }', 'required: [subject], enum: [{ requird: 1, subject: hi }, { subject: hi }] }'],
    says: [],
  },
  {
    change: [
      'body: { type: object, properties: { subject: { type: string } }, required: [subject] }',
      'body: { $ref: ticket.json }',
    ],
    files: { 'ticket.json': '{\n  "type": "object",\n  "additionalproperties": false\n}\n' },
    says: [
      'ticket.json:3:3: warning: "additionalproperties" is not a keyword of JSON Schema, and forbids nothing. Did you mean `additionalProperties`? [keyword-known]',
    ],
  },
];

describe('keyword-known', () => {
  it.each(changes)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });
});
