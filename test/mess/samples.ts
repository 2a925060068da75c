import fc from 'fast-check';
import type { Operation, Schema } from '../../src/contract/contract.ts';
import type { Clean } from '../../src/mess/mess.ts';
import { written } from '../../src/mess/request.ts';
import { sampleValue } from '../../src/schema/sample-value.ts';
import { Unsatisfiable } from '../../src/schema/unsatisfiable.ts';
import { anySchema } from '../laws/schemas.ts';

/** A valid request, and where it is from. */
export interface Sample extends Clean {
  readonly schema: Schema;
  readonly body: unknown;
  readonly what: string;
}

const object = (properties: Record<string, Schema>, required: readonly string[] = [], more: object = {}): Schema => ({
  type: 'object',
  properties,
  required,
  ...more,
});
const text = (more: object = {}): Schema => ({ type: 'string', ...more });
const closed = { additionalProperties: false };
const listOf = (items: Schema, more: object = {}): Schema => ({ type: 'array', items, ...more });

/** Requests as components in front of models get them: each with its schema and an example. */
const realistic: readonly (readonly [what: string, schema: Schema, example: unknown])[] = [
  [
    'a ticket',
    object(
      {
        subject: text({ minLength: 3, maxLength: 200 }),
        body: text({ maxLength: 5000 }),
        channel: { enum: ['email', 'chat', 'phone'] },
        created_at: text({ format: 'date-time' }),
      },
      ['subject', 'body'],
      closed,
    ),
    {
      subject: 'Zurück bitte',
      body: 'Charged twice / no refund',
      channel: 'email',
      created_at: '2024-05-01T10:30:00Z',
    },
  ],
  [
    'a chat',
    object(
      {
        messages: listOf(
          object({ role: { enum: ['user', 'assistant'] }, content: text({ minLength: 1 }) }, ['role', 'content']),
          {
            minItems: 1,
            maxItems: 20,
          },
        ),
        temperature: { type: 'number', minimum: 0, maximum: 2 },
        stream: { type: 'boolean' },
      },
      ['messages'],
    ),
    {
      messages: [
        { role: 'user', content: 'Hi' },
        { role: 'assistant', content: 'Hello' },
      ],
      temperature: 0.7,
      stream: false,
    },
  ],
  [
    'an order',
    object(
      {
        customerId: text({ format: 'uuid' }),
        items: listOf(
          object(
            { sku: text({ pattern: '^[A-Z]{2}-\\d+$' }), count: { type: 'integer', minimum: 1, maximum: 99 } },
            ['sku', 'count'],
            closed,
          ),
          {
            minItems: 1,
            uniqueItems: true,
          },
        ),
        total: { type: 'number', exclusiveMinimum: 0, multipleOf: 0.01 },
      },
      ['customerId', 'items', 'total'],
      closed,
    ),
    { customerId: '4b0f0c5e-5d9c-4c1e-9a56-0a3f9b1d2c3e', items: [{ sku: 'AB-1', count: 2 }], total: 1234.5 },
  ],
  [
    'a search',
    object(
      { query: text({ minLength: 1, maxLength: 300 }), top_k: { type: 'integer', minimum: 1, maximum: 50 } },
      ['query'],
      closed,
    ),
    { query: 'refund', top_k: 5 },
  ],
  [
    'a batch to embed',
    object({ input: { anyOf: [text(), listOf(text(), { maxItems: 100 })] } }, ['input']),
    { input: ['first', 'second', 'third'] },
  ],
  [
    'one text to embed',
    object({ input: { anyOf: [text(), listOf(text(), { maxItems: 100 })] } }, ['input']),
    { input: 'first' },
  ],
  [
    'a booking',
    object(
      { from: text({ format: 'date' }), to: text({ format: 'date' }), guests: { type: 'integer', minimum: 1 } },
      ['from', 'to'],
      closed,
    ),
    { from: '2024-05-01', to: '2024-05-03', guests: 2 },
  ],
  [
    'a date by its pattern',
    object({ day: text({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }) }, ['day']),
    { day: '2024-02-29' },
  ],
  [
    'a date or nothing',
    object({ due: { anyOf: [text({ format: 'date' }), { type: 'null' }] } }, ['due']),
    { due: '2024-05-01' },
  ],
  [
    'an address',
    object({ street: text(), zip: text({ pattern: '^\\d{5}$' }), country: { const: 'DE' } }, [
      'street',
      'zip',
      'country',
    ]),
    { street: 'Königsallee 1', zip: '40212', country: 'DE' },
  ],
  [
    'an e-mail',
    object({ to: listOf(text({ format: 'email' }), { minItems: 1 }), subject: text() }, ['to']),
    { to: ['a@example.com', 'b@example.com'], subject: 'Hi' },
  ],
  [
    'a reading',
    object(
      { sensor: text(), celsius: { type: 'number', minimum: -273.15 }, at: { type: 'integer' } },
      ['sensor', 'celsius', 'at'],
      closed,
    ),
    { sensor: 'roof', celsius: 21.5, at: 1714559400 },
  ],
  ['labels', { type: 'object', additionalProperties: text({ maxLength: 10 }) }, { team: 'support', tier: 'gold' }],
  ['a list at the root', listOf(object({ id: { type: 'integer' } }, ['id'])), [{ id: 1 }, { id: 2 }]],
  ['a text at the root', text({ minLength: 1 }), 'summarise this'],
  ['a number at the root', { type: 'number' }, 1000],
  [
    'a feedback',
    object(
      {
        rating: { type: 'integer', minimum: 1, maximum: 5 },
        comment: { type: ['string', 'null'] },
        tags: listOf(text()),
      },
      ['rating'],
    ),
    { rating: 4, comment: null, tags: ['fast', 'kind'] },
  ],
  [
    'a payment',
    {
      oneOf: [
        object({ kind: { const: 'card' }, number: text({ pattern: '^\\d{16}$' }) }, ['kind', 'number']),
        object({ kind: { const: 'iban' }, iban: text() }, ['kind', 'iban']),
      ],
    },
    { kind: 'card', number: '4111111111111111' },
  ],
  [
    'a tree',
    {
      $ref: '#/$defs/node',
      $defs: { node: object({ name: text(), children: listOf({ $ref: '#/$defs/node' }) }, ['name']) },
    },
    { name: 'root', children: [{ name: 'leaf', children: [] }] },
  ],
  [
    'a tool call',
    object({ tool: text({ maxLength: 64 }), arguments: { type: 'object' } }, ['tool', 'arguments'], closed),
    { tool: 'search', arguments: { query: 'x' } },
  ],
  [
    'a profile',
    object(
      {
        displayName: text({ minLength: 2, maxLength: 20 }),
        website: text({ format: 'uri' }),
        adult: { type: 'boolean' },
      },
      [],
      { unevaluatedProperties: false },
    ),
    { displayName: 'Anaïs', website: 'https://example.com/a', adult: true },
  ],
  [
    'a member called format',
    object({ format: { enum: ['pdf', 'html'] }, when: text({ format: 'date-time' }) }, ['format']),
    { format: 'pdf', when: '2024-05-01T10:30:00.250+02:00' },
  ],
  ['no e-mail address', object({ name: { type: 'string', not: { format: 'email' } } }, ['name']), { name: 'Ada' }],
  [
    'an order that depends',
    object(
      { express: { type: 'boolean' }, day: text() },
      ['express'],
      Object.fromEntries([
        ['if', { properties: { express: { const: true } } }],
        ['then', { required: ['day'] }],
      ]),
    ),
    { express: true, day: 'monday' },
  ],
];

const call = { method: 'POST', path: '/v1/things/{id}' };
const done = { name: 'done', event: 'done', where: {}, ends: 'ok' };
const stream = { format: 'sse', events: { done } } as const;
const streamed = { name: 'ok', like: 'ok', status: [200], headers: {}, where: {}, stream } as const;

function sample(what: string, schema: Schema, body: unknown): Sample {
  const accepts = { body: schema, path: { id: true }, query: { lang: true }, headers: {}, examples: [], tolerates: [] };
  const operation: Operation = {
    name: 'op',
    call,
    from: [],
    accepts,
    answers: { ok: streamed },
    budget: { deadline: 1000, calls: {}, rate: 30 },
  };
  const headers = { 'x-tenant': 'acme', accept: 'application/json' };
  return {
    what,
    operation,
    schema,
    body,
    input: { body },
    request: written(operation, { path: { id: 7 }, query: { lang: 'de' }, headers, body }),
  };
}

const seed = Number(process.env.LAW_SEED ?? 1912);
const schemas = Number(process.env.LAW_SCHEMAS ?? 70);

export const samples: readonly Sample[] = [
  ...realistic.map(([what, schema, example]) => sample(what, schema, example)),
  ...fc.sample(anySchema, { seed, numRuns: schemas }).flatMap((schema, i) => drawn(schema, i)),
];

function drawn(schema: Schema, i: number): Sample[] {
  try {
    return [sample(`drawn ${i}: ${JSON.stringify(schema)}`, schema, sampleValue(schema, i))];
  } catch (error) {
    if (error instanceof Unsatisfiable) return [];
    throw error;
  }
}
