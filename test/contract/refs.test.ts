import { describe, expect, it } from '@jest/globals';
import { type Change, changed, type Files } from './linted.ts';

interface Body {
  /** The schema of a body. */
  readonly body: string;
  readonly files?: Files;
  readonly says: readonly string[];
}

const bodies: readonly Body[] = [
  {
    body: '{ $ref: schemas/ticket.json }',
    files: { 'schemas/ticket.json': '{ "type": "object", "required": ["subject"] }' },
    says: [],
  },
  {
    body: '{ $ref: schemas/ticket.yaml }',
    files: { 'schemas/ticket.yaml': 'type: object\nrequired: [subject]\n' },
    says: [],
  },
  {
    body: '{ $ref: "schemas/all.json#/$defs/ticket" }',
    files: { 'schemas/all.json': '{ "$defs": { "ticket": { "type": "object", "required": ["subject"] } } }' },
    says: [],
  },
  {
    body: '{ $ref: "schemas/all.json#ticket" }',
    files: { 'schemas/all.json': '{ "$defs": { "t": { "$anchor": "ticket", "type": "object" } } }' },
    says: [],
  },
  {
    body: '{ $ref: "schemas/all.json#/$defs/a~1b%20c" }',
    files: { 'schemas/all.json': '{ "$defs": { "a/b c": { "type": "object", "required": ["subject"] } } }' },
    says: [],
  },
  {
    body: '{ $ref: "#/upstream/classify/answers/ok/body" }',
    says: [
      'a.contract.yaml:19:21: error: `$ref: #/upstream/classify/answers/ok/body` leads nowhere: a.contract.yaml has no /upstream/classify/answers/ok/body. In "/upstream/classify/answers/ok" there are: status, where. [ref]',
    ],
  },
  {
    body: '{ properties: { subject: { $ref: "#/upstream/classify/accepts/path/id" } } }',
    says: [],
  },
  {
    body: '{ $ref: schemas/tree.json }',
    files: { 'schemas/tree.json': '{ "type": "object", "properties": { "child": { "$ref": "#" } } }' },
    says: [],
  },
  {
    body: '{ $ref: schemas/a.json }',
    files: {
      'schemas/a.json': '{ "properties": { "b": { "$ref": "b.json" } } }',
      'schemas/b.json': '{ "properties": { "a": { "$ref": "a.json" } } }',
    },
    says: [],
  },
  {
    body: '{ $ref: schemas/tiket.json }',
    files: { 'schemas/ticket.json': '{ "type": "object", "required": ["subject"] }' },
    says: [
      'a.contract.yaml:19:21: error: `$ref: schemas/tiket.json` names schemas/tiket.json, which does not exist. Did you mean ticket.json in the same folder? [ref]',
    ],
  },
  {
    body: '{ $ref: schemas/ticket.json }',
    says: [
      'a.contract.yaml:19:21: error: `$ref: schemas/ticket.json` names schemas/ticket.json, which does not exist. Check the path. [ref]',
    ],
  },
  {
    body: '{ $ref: ../ticket.json }',
    says: [
      'a.contract.yaml:19:21: error: `$ref: ../ticket.json` leads out of the folder of the project. Copy the file into the project. [ref]',
    ],
  },
  {
    body: '{ $ref: schemas/../../ticket.json }',
    says: [
      'a.contract.yaml:19:21: error: `$ref: schemas/../../ticket.json` leads out of the folder of the project. Copy the file into the project. [ref]',
    ],
  },
  {
    body: '{ $ref: /etc/hostname }',
    says: [
      'a.contract.yaml:19:21: error: `$ref: /etc/hostname` leads out of the folder of the project. Copy the file into the project. [ref]',
    ],
  },
  {
    body: '{ $ref: "https://example.com/ticket.json" }',
    says: [
      'a.contract.yaml:19:21: error: `$ref: https://example.com/ticket.json` is an address, and nothing is fetched. Keep the file in the project, and write its path. [ref]',
    ],
  },
  {
    body: '{ $ref: "file:///etc/hostname" }',
    says: [
      'a.contract.yaml:19:21: error: `$ref: file:///etc/hostname` is an address, and nothing is fetched. Keep the file in the project, and write its path. [ref]',
    ],
  },
  {
    body: '{ $ref: schemas/link.json }',
    files: { 'schemas/link.json': { link: '/etc/hostname' } },
    says: [
      'a.contract.yaml:19:21: error: `$ref: schemas/link.json` leads out of the folder of the project. Copy the file into the project. [ref]',
    ],
  },
  {
    body: '{ $ref: schemas/folder/hostname }',
    files: { 'schemas/folder': { link: '/etc' } },
    says: [
      'a.contract.yaml:19:21: error: `$ref: schemas/folder/hostname` leads out of the folder of the project. Copy the file into the project. [ref]',
    ],
  },
  {
    body: '{ $ref: schemas/link.json }',
    files: {
      'schemas/ticket.json': '{ "type": "object", "required": ["subject"] }',
      'schemas/link.json': { link: 'ticket.json' },
    },
    says: [],
  },
  {
    body: '{ $ref: schemas }',
    files: { 'schemas/ticket.json': '{ "type": "object", "required": ["subject"] }' },
    says: [
      'a.contract.yaml:19:21: error: `$ref: schemas` names schemas, which is a folder, not a file. Name a .yaml or .json file in it. [ref]',
    ],
  },
  {
    body: '{ $ref: schemas/loop.json }',
    files: { 'schemas/loop.json': '{ "$ref": "#" }' },
    says: [
      'a.contract.yaml:19:13: error: The schema refers to itself without ever reaching a value: loop → loop. Let one of the `$ref`s stand inside `properties` or `items`. [ref]',
    ],
  },
  {
    body: '{ $ref: schemas/a.json }',
    files: { 'schemas/a.json': '{ "$ref": "b.json" }', 'schemas/b.json': '{ "allOf": [{ "$ref": "a.json" }] }' },
    says: [
      'a.contract.yaml:19:13: error: The schema refers to itself without ever reaching a value: a → b → a. Let one of the `$ref`s stand inside `properties` or `items`. [ref]',
    ],
  },
  {
    body: '{ $ref: "#/upstream/classify/accepts/body" }',
    says: [
      'a.contract.yaml:19:13: error: The schema refers to itself without ever reaching a value: body → body. Let one of the `$ref`s stand inside `properties` or `items`. [ref]',
    ],
  },
  {
    body: '{ $ref: schemas/broken.json }',
    files: { 'schemas/broken.json': '{\n  "type": "object",\n  "properties": { "a": {}, }\n}\n' },
    says: [
      'schemas/broken.json:3:26: error: There is a comma after the last item. Remove it: JSON allows none there. [syntax]',
    ],
  },
  {
    body: '{ $ref: schemas/broken.yaml }',
    files: { 'schemas/broken.yaml': 'type: object\n\trequired: [a]\n' },
    says: ['schemas/broken.yaml:2:1: error: A tab stands where YAML allows only spaces. Indent with spaces. [syntax]'],
  },
  {
    body: '{ $ref: schemas/empty.json }',
    files: { 'schemas/empty.json': '' },
    says: [
      'a.contract.yaml:19:21: error: `$ref: schemas/empty.json` names schemas/empty.json, which is empty. Write something into it. [ref]',
    ],
  },
  {
    body: '{ $ref: schemas/nul.json }',
    files: { 'schemas/nul.json': '{\n  "a": \u0000\n}\n' },
    says: ['schemas/nul.json:2:8: error: The file holds a NUL byte: it is not text. Save it as UTF-8 text. [readable]'],
  },
  {
    body: '{ $ref: schemas/list.json }',
    files: { 'schemas/list.json': '[1]' },
    says: [
      'schemas/list.json:1:1: error: This is not a valid JSON Schema: it is [1]; it must be a JSON Schema. Correct it. [schema-valid]',
    ],
  },
  {
    body: '{ $ref: "schemas/all.json#/$defs/tiket" }',
    files: { 'schemas/all.json': '{ "$defs": { "ticket": { "type": "object", "required": ["subject"] } } }' },
    says: [
      'a.contract.yaml:19:21: error: `$ref: schemas/all.json#/$defs/tiket` leads nowhere: schemas/all.json has no /$defs/tiket. Did you mean "ticket"? [ref]',
    ],
  },
  {
    body: '{ $ref: "schemas/all.json#/defs/ticket" }',
    files: { 'schemas/all.json': '{ "$defs": { "ticket": { "type": "object", "required": ["subject"] } } }' },
    says: [
      'a.contract.yaml:19:21: error: `$ref: schemas/all.json#/defs/ticket` leads nowhere: schemas/all.json has no /defs/ticket. Did you mean "$defs"? [ref]',
    ],
  },
  {
    body: '{ $ref: "schemas/all.json#ticket" }',
    files: { 'schemas/all.json': '{ "$defs": { "ticket": { "type": "object", "required": ["subject"] } } }' },
    says: [
      'a.contract.yaml:19:21: error: `$ref: schemas/all.json#ticket` leads nowhere: schemas/all.json has no ticket. Check the part after `#`. [ref]',
    ],
  },
  {
    body: '{ properties: { a: { $ref: schemas/a.json }, b: { $ref: schemas/b.json } } }',
    files: {
      'schemas/a.json': '{ "properties": {\n  "x": { "$ref": "gone.json" } } }',
      'schemas/b.json': '{ "type": "object", "required": ["subject"] }',
    },
    says: [
      'schemas/a.json:2:18: error: `$ref: gone.json` names schemas/gone.json, which does not exist. Check the path. [ref]',
    ],
  },
  {
    body: '{ $dynamicRef: "#ticket" }',
    says: ['a.contract.yaml:19:28: error: `$dynamicRef` is not read. Write `$ref`. [ref]'],
  },
];

const values: readonly Change[] = [
  {
    change: ['body: { subject: hi } }', 'body: { $ref: example.json } }'],
    files: { 'example.json': '{ "subject": "hi" }' },
    says: [],
  },
  {
    change: ['{ path: { id: a }, body: { subject: hi } }', '{ $ref: example.json }'],
    files: { 'example.json': '{ "path": { "id": "a" }, "body": { "subject": "hi" } }' },
    says: [],
  },
  {
    change: ['body: { subject: hi } }', 'body: { $ref: examples.json } }'],
    files: { 'example.json': '{ "subject": "hi" }' },
    says: [
      'a.contract.yaml:21:44: error: `$ref: examples.json` names examples.json, which does not exist. Did you mean example.json in the same folder? [ref]',
    ],
  },
  {
    change: ['body: { subject: hi } }', 'body: { $ref: example.json } }'],
    files: { 'example.json': '{ "$ref": "other.json" }', 'other.json': '{ "$ref": "example.json" }' },
    says: ['a.contract.yaml:21:36: error: The `$ref` leads in a circle. Let one of the files hold the value. [ref]'],
  },
  {
    change: ['    on-failure: [', '    replies: [{ $ref: reply.json }]\n    on-failure: ['],
    says: [
      'a.contract.yaml:36:23: error: `$ref: reply.json` names reply.json, which does not exist. Check the path. [ref]',
    ],
  },
  {
    change: ['examples: [{ hits: [] }]', 'examples: [{ $ref: ../hits.json }]'],
    says: [
      'a.contract.yaml:49:30: error: `$ref: ../hits.json` leads out of the folder of the project. Copy the file into the project. [ref]',
    ],
  },
];

describe('references of schemas', () => {
  it.each(bodies)('$body', ({ body, files, says }) => {
    const schema = 'body: { type: object, properties: { subject: { type: string } }, required: [subject] }';
    expect(changed(schema, `body: ${body}`, files)).toEqual(says);
  });
});

describe('references of examples and replies', () => {
  it.each(values)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });
});
