import type { Schema } from '../../src/contract/contract.ts';

const text = (more: object = {}): Schema => ({ type: 'string', ...more });
const list = (items: Schema, more: object = {}): Schema => ({ type: 'array', items, ...more });
const object = (properties: Record<string, Schema>, required: readonly string[] = [], more: object = {}): Schema => ({
  type: 'object',
  properties,
  required,
  ...more,
});
// Spelled so that no object here looks like a promise.
const when = (condition: Schema, then: Schema, otherwise: Schema = true) =>
  Object.fromEntries([
    ['if', condition],
    ['then', then],
    ['else', otherwise],
  ]);

/** Requests as services take them. */
export const requests: Readonly<Record<string, Schema>> = {
  'a ticket': object(
    {
      id: text({ format: 'uuid' }),
      title: text({ minLength: 1, maxLength: 80 }),
      priority: { enum: ['low', 'normal', 'high', 'urgent'] },
      reporter: text({ format: 'email' }),
      created: text({ format: 'date-time' }),
      labels: list(text({ minLength: 1, maxLength: 20 }), { maxItems: 5, uniqueItems: true }),
      estimate: { type: ['number', 'null'], minimum: 0 },
    },
    ['id', 'title', 'priority'],
    { additionalProperties: false },
  ),
  'an order': object(
    {
      customer: { type: 'integer', minimum: 1 },
      lines: list(
        object(
          {
            sku: text({ pattern: '^[A-Z]{3}-\\d{4}$' }),
            count: { type: 'integer', minimum: 1, maximum: 99 },
            price: { type: 'number', exclusiveMinimum: 0, multipleOf: 0.01 },
          },
          ['sku', 'count'],
        ),
        { minItems: 1 },
      ),
      coupon: text({ pattern: '^[a-z0-9]{6,10}$' }),
    },
    ['customer', 'lines'],
    { additionalProperties: false },
  ),
  'chat messages': object(
    {
      model: text({ minLength: 1 }),
      temperature: { type: 'number', minimum: 0, maximum: 2 },
      messages: list(
        object({ role: { enum: ['system', 'user', 'assistant'] }, content: text({ minLength: 1 }) }, [
          'role',
          'content',
        ]),
        { minItems: 1, contains: { properties: { role: { const: 'user' } } } },
      ),
    },
    ['model', 'messages'],
  ),
  'a chat message of parts': object(
    {
      content: {
        oneOf: [
          text(),
          list({
            oneOf: [
              object({ type: { const: 'text' }, text: text() }, ['type', 'text']),
              object({ type: { const: 'image' }, url: text({ format: 'uri' }) }, ['type', 'url']),
            ],
          }),
        ],
      },
    },
    ['content'],
  ),
  'a filter that nests': {
    $ref: '#/$defs/filter',
    $defs: {
      filter: {
        oneOf: [
          object({ and: list({ $ref: '#/$defs/filter' }, { minItems: 1 }) }, ['and'], { additionalProperties: false }),
          object({ or: list({ $ref: '#/$defs/filter' }, { minItems: 1 }) }, ['or'], { additionalProperties: false }),
          object({ not: { $ref: '#/$defs/filter' } }, ['not'], { additionalProperties: false }),
          object(
            { field: text({ pattern: '^\\w+$' }), is: { type: ['string', 'number', 'boolean'] } },
            ['field', 'is'],
            {
              additionalProperties: false,
            },
          ),
        ],
      },
    },
  },
  'comments with replies': {
    $ref: '#/$defs/comment',
    $defs: {
      comment: object({ text: text({ minLength: 1 }), replies: list({ $ref: '#/$defs/comment' }) }, [
        'text',
        'replies',
      ]),
    },
  },
  'a linked list': {
    $ref: '#/$defs/node',
    $defs: {
      node: object({ value: { type: 'integer' }, next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] } }, [
        'value',
        'next',
      ]),
    },
  },
  'an event of three kinds': {
    oneOf: [
      object({ kind: { const: 'created' }, id: { type: 'integer' } }, ['kind', 'id']),
      object({ kind: { const: 'moved' }, id: { type: 'integer' }, to: text({ minLength: 1 }) }, ['kind', 'id', 'to']),
      object({ kind: { const: 'deleted' }, ids: list({ type: 'integer' }, { minItems: 1 }) }, ['kind', 'ids']),
    ],
  },
  'a payment, by card or by transfer': object(
    { method: { enum: ['card', 'transfer'] }, amount: { type: 'integer', minimum: 1 } },
    ['method', 'amount'],
    when(
      { properties: { method: { const: 'card' } } },
      { required: ['number'], properties: { number: text({ pattern: '^\\d{16}$' }) } },
      { required: ['iban'], properties: { iban: text({ pattern: '^[A-Z]{2}\\d{2}[A-Z0-9]{11,20}$' }) } },
    ),
  ),
  'an address, whose postcode depends on the country': object(
    { country: { enum: ['DE', 'GB', 'US'] }, city: text({ minLength: 1 }), postcode: text() },
    ['country', 'postcode'],
    {
      allOf: [
        when({ properties: { country: { const: 'DE' } } }, { properties: { postcode: { pattern: '^\\d{5}$' } } }),
        when(
          { properties: { country: { const: 'GB' } } },
          { properties: { postcode: { pattern: '^[A-Z]{1,2}\\d [A-Z]{2}$' } } },
        ),
        when(
          { properties: { country: { const: 'US' } } },
          { properties: { postcode: { pattern: '^\\d{5}(-\\d{4})?$' } } },
        ),
      ],
    },
  ),
  'a map of prices': { type: 'object', minProperties: 1, additionalProperties: { type: 'number', minimum: 0 } },
  'a map with names of a form': {
    type: 'object',
    propertyNames: { pattern: '^[a-z][a-z0-9_]{0,15}$' },
    additionalProperties: text(),
    maxProperties: 4,
  },
  'headers by pattern': {
    type: 'object',
    patternProperties: { '^x-[a-z]+$': text(), '^\\d+$': { type: 'integer' } },
    additionalProperties: false,
    minProperties: 2,
  },
  'a point as a tuple': {
    type: 'array',
    prefixItems: [
      { type: 'number', minimum: -180, maximum: 180 },
      { type: 'number', minimum: -90, maximum: 90 },
    ],
    items: false,
    minItems: 2,
  },
  'a tuple with a tail': { type: 'array', prefixItems: [{ const: 'sum' }], items: { type: 'integer' }, minItems: 3 },
  'a search': object(
    {
      q: text({ minLength: 1, maxLength: 200 }),
      limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
      offset: { type: 'integer', minimum: 0, multipleOf: 10 },
      sort: { enum: ['asc', 'desc', null] },
    },
    ['q'],
    { dependentRequired: { offset: ['limit'] } },
  ),
  'a user, of mixed-in parts': {
    allOf: [{ $ref: '#/$defs/named' }, { $ref: '#/$defs/dated' }, object({ admin: { type: 'boolean' } }, ['admin'])],
    unevaluatedProperties: false,
    $defs: {
      named: object({ name: text({ pattern: '^\\p{L}[\\p{L} ]*$' }), nick: text() }, ['name']),
      dated: object({ born: text({ format: 'date' }), seen: text({ format: 'date-time' }) }, ['born']),
    },
  },
  'a server': object({
    host: { anyOf: [text({ format: 'hostname' }), text({ format: 'ipv4' }), text({ format: 'ipv6' })] },
    port: { type: 'integer', minimum: 1, maximum: 65535 },
    timeout: text({ format: 'duration' }),
    paths: list(text({ format: 'json-pointer' })),
  }),
  'a booking': object(
    {
      from: text({ format: 'date' }),
      at: text({ format: 'time' }),
      guests: { type: 'integer', minimum: 1, exclusiveMaximum: 9 },
      card: text(),
      name: text(),
      smoker: { not: { const: true }, type: 'boolean' },
    },
    ['from', 'guests'],
    { dependentSchemas: { card: { required: ['name'], properties: { name: { minLength: 1 } } } } },
  ),
  'a survey': object({
    answers: list(
      { type: 'integer', minimum: 1, maximum: 5 },
      { minItems: 3, maxItems: 10, contains: { const: 5 }, maxContains: 2 },
    ),
    choices: list({ enum: ['a', 'b', 'c', 'd'] }, { uniqueItems: true, minItems: 2 }),
  }),
  'an expression tree': {
    $ref: '#/$defs/node',
    $defs: {
      node: {
        anyOf: [
          { type: 'number' },
          object({ op: { enum: ['+', '*'] }, left: { $ref: '#/$defs/node' }, right: { $ref: '#/$defs/node' } }, [
            'op',
            'left',
            'right',
          ]),
        ],
      },
    },
  },
  'folders and files, one in the other': {
    $ref: '#/$defs/folder',
    $defs: {
      folder: object(
        {
          name: text({ minLength: 1 }),
          entries: list({ anyOf: [{ $ref: '#/$defs/folder' }, { $ref: '#/$defs/file' }] }),
        },
        ['name', 'entries'],
      ),
      file: object({ name: text({ minLength: 1 }), size: { type: 'integer', minimum: 0 } }, ['name', 'size'], {
        additionalProperties: false,
      }),
    },
  },
  'a contact with one way to reach them': object(
    { mail: text({ format: 'email' }), phone: text({ pattern: '^\\+\\d{7,12}$' }), post: text({ minLength: 5 }) },
    [],
    { oneOf: [{ required: ['mail'] }, { required: ['phone'] }, { required: ['post'] }] },
  ),
  'a patch': list(
    {
      type: 'object',
      required: ['op', 'path'],
      properties: { op: { enum: ['add', 'remove', 'move'] }, path: text({ format: 'json-pointer' }) },
      ...when(
        { properties: { op: { const: 'move' } } },
        { required: ['from'], properties: { from: text({ format: 'json-pointer' }) } },
        { properties: { from: false } },
      ),
    },
    { minItems: 1, maxItems: 6 },
  ),
  'a call of a tool': object(
    {
      tool: text({ pattern: '^[a-zA-Z_-]{1,64}$' }),
      arguments: text({ contentMediaType: 'application/json', contentSchema: { type: 'object' } }),
      attachment: text({ contentEncoding: 'base64' }),
    },
    ['tool', 'arguments'],
  ),
  'a password': text({ minLength: 8, maxLength: 72, not: { pattern: '^password' } }),
  'metadata of any shape': object({ meta: true, tags: { type: 'object' }, items: { type: 'array' } }, ['meta']),
};
