import { answerKinds, claims } from './contract.ts';
import { durationPattern } from './units.ts';

// The contract file's format as a JSON Schema. `schema/contract.v1.json` is generated from it, editors complete from it,
// and `load.ts` reports from it: each `description` is the rule that a problem cites.

const text = { type: 'string', minLength: 1, description: 'a text' } as const;
const names = (description: string) =>
  ({ type: ['string', 'array'], minLength: 1, items: { type: 'string', minLength: 1 }, description }) as const;
const name = {
  pattern: '^[A-Za-z][A-Za-z0-9_.-]*$',
  description: 'a name: a letter, then letters, digits, "-", "_" or "."',
} as const;
const duration = (description: string) =>
  ({
    type: 'string',
    pattern: durationPattern,
    description: `${description}: a duration such as 250ms, 2s or 1m`,
    examples: ['250ms', '2s'],
  }) as const;
const route = (description: string) =>
  ({
    type: 'string',
    pattern: '^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) /[^\\s?#]*$',
    description: `${description}: a method and a path such as POST /v1/tickets/{id}`,
    examples: ['POST /v1/ask'],
  }) as const;
const status = {
  type: ['integer', 'array'],
  minimum: 200,
  maximum: 599,
  items: { type: 'integer', minimum: 200, maximum: 599 },
  minItems: 1,
  description: 'a status such as 200, or a list such as [400, 422]',
} as const;
const schema = { type: ['object', 'boolean'], description: 'a JSON Schema, or { $ref: file.json }' } as const;
const schemas = (what: string) =>
  ({ type: 'object', additionalProperties: schema, description: `${what}: name → JSON Schema` }) as const;
const patterns = {
  type: 'object',
  additionalProperties: { type: 'string', format: 'regex' },
  description: 'headers: name → regular expression',
} as const;
const pointers = (values: object, description: string) =>
  ({
    type: 'object',
    propertyNames: { pattern: '^(/([^~/]|~[01])*)+$', description: 'a JSON Pointer such as /degraded' },
    additionalProperties: values,
    description,
  }) as const;
const percentiles = (description: string) =>
  ({
    type: 'object',
    additionalProperties: false,
    properties: {
      p50: duration('the median'),
      p95: duration('the 95th percentile'),
      p99: duration('the 99th percentile'),
    },
    description,
  }) as const;

const launch = {
  type: 'object',
  additionalProperties: false,
  description: 'how the component is started: exactly one of command, module, url',
  oneOf: [{ required: ['command'] }, { required: ['module'] }, { required: ['url'] }],
  properties: {
    command: { ...text, description: 'a shell command, run in the folder of the project', examples: ['node app.mjs'] },
    module: {
      ...text,
      description:
        'a file whose default (or #named) export takes the env and gives a fetch handler, a request listener or a URL',
      examples: ['./app.ts#createApp'],
    },
    url: {
      type: 'string',
      pattern: '^https?://[^\\s/]+/?$',
      description: 'the origin of a component that already runs, such as http://127.0.0.1:8080',
    },
    env: {
      type: 'object',
      additionalProperties: { type: ['string', 'number', 'boolean'], description: 'a text, a number or a boolean' },
      description: 'environment variables; ${port}, ${<dependency>.url} and ${secret.<name>} are filled in',
    },
    ready: route('the request that is answered with 2xx once the component is ready'),
    within: duration('how long the start may take'),
  },
} as const;

const accepts = {
  type: 'object',
  additionalProperties: false,
  description: 'what callers may send',
  properties: {
    body: schema,
    path: schemas('path parameters'),
    query: schemas('query parameters'),
    headers: schemas('headers'),
    examples: {
      type: 'array',
      description: 'clean samples: bodies, or { path, query, headers, body } where more than a body is declared',
    },
    tolerates: {
      type: 'array',
      items: text,
      description: 'names of the mess that must be served although the schema forbids it',
    },
  },
} as const;

const answer = {
  type: 'object',
  additionalProperties: false,
  required: ['status'],
  description: 'one declared kind of response',
  properties: {
    status,
    headers: patterns,
    body: schema,
    where: pointers({}, 'JSON Pointer → constant, for answers that share a status'),
    like: { enum: answerKinds, description: `what it means: ${answerKinds.join(', ')}` },
  },
} as const;

const budget = {
  type: 'object',
  additionalProperties: false,
  description: 'the limits of an operation',
  properties: {
    latency: percentiles('with every dependency at its declared latency'),
    deadline: duration('no answer takes longer, whatever fails'),
    calls: {
      type: 'object',
      additionalProperties: { type: 'integer', minimum: 0, description: 'a number of calls' },
      description: 'dependency → most calls that one request may cause, retries included',
    },
    tokens: { type: 'integer', minimum: 0, description: 'most model tokens that one request may cost' },
  },
} as const;

const operation = {
  type: 'object',
  additionalProperties: false,
  required: ['call', 'answers'],
  description: 'one thing that callers can ask for',
  properties: {
    call: route('the request'),
    from: { ...names('who relies on it') },
    accepts,
    answers: {
      type: 'object',
      minProperties: 1,
      propertyNames: name,
      additionalProperties: answer,
      description: 'every answer that callers were promised: name → answer',
    },
    budget,
    uses: {
      type: 'array',
      items: text,
      description: 'the dependencies that it needs; learnt by watching when left out',
    },
  },
} as const;

const dependencyOperation = {
  type: 'object',
  additionalProperties: false,
  required: ['call'],
  description: 'one thing that the component asks a dependency for',
  properties: {
    call: route('the request'),
    expects: {
      type: 'object',
      additionalProperties: false,
      description: 'what the component must send',
      properties: {
        path: schemas('path parameters'),
        query: schemas('query parameters'),
        headers: patterns,
        body: schema,
      },
    },
    returns: {
      type: 'object',
      additionalProperties: false,
      description: 'what the dependency answers when it is well',
      properties: {
        status: { type: 'integer', minimum: 200, maximum: 299, description: 'a status of success such as 200' },
        headers: { type: 'object', additionalProperties: text, description: 'headers: name → value' },
        body: schema,
        examples: {
          type: 'array',
          description: 'replies of the real service; the simulator gives them instead of invented ones',
        },
        echo: pointers(
          {
            type: 'string',
            pattern: '^(path|query|header)\\.[^\\s]+$|^body(/.*)?$',
            description: 'path.<name>, query.<name>, header.<name> or body/<pointer>',
          },
          'what in the reply comes from the request',
        ),
      },
    },
    effect: {
      enum: ['none', 'once'],
      description: 'none, or once: it changes something, and a retry must carry the same idempotency key',
    },
    'idempotency-key': {
      type: 'string',
      pattern: '^(header [A-Za-z0-9-]+|body /.+)$',
      description: '"header <name>" or "body <JSON Pointer>"',
      examples: ['header idempotency-key'],
    },
  },
} as const;

const dependency = {
  type: 'object',
  additionalProperties: false,
  required: ['protocol'],
  description: 'one thing that the component calls',
  properties: {
    protocol: { ...text, description: 'the personality of the simulator' },
    port: {
      type: 'integer',
      minimum: 1,
      maximum: 65535,
      description: 'a fixed port, for a component that is already running',
    },
    latency: percentiles('how long the real service takes'),
    'on-failure': names('the answers allowed when this dependency gives nothing usable'),
    'recovers-within': duration('after an outage ends, requests are ok again within this time'),
    operations: {
      type: 'object',
      propertyNames: name,
      additionalProperties: dependencyOperation,
      description: 'name → operation',
    },
    replies: {
      type: 'array',
      description:
        'what the model says when it is asked: texts, or values for structured output; invented from the requested schema when left out',
    },
    treats: {
      type: 'object',
      additionalProperties: names(`one of ${claims.join(', ')}, or a list of the answers that are right`),
      description: 'fault kind → what it means here, where that differs from the usual',
    },
  },
} as const;

const waiver = {
  type: 'object',
  additionalProperties: false,
  required: ['finding', 'because', 'owner', 'until'],
  description: 'an accepted finding',
  properties: {
    finding: {
      ...text,
      description: 'the name a finding is reported under; globs allowed',
      examples: ['classify/llm/silence/within-deadline'],
    },
    because: { ...text, description: 'the reason' },
    owner: { ...text, description: 'who removes it' },
    until: { type: 'string', format: 'date', description: 'its last day: YYYY-MM-DD' },
  },
} as const;

/** The contract file's format, version 1: JSON Schema draft 2020-12. */
export const contractFormat = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Shakedown contract, version 1',
  type: 'object',
  additionalProperties: false,
  required: ['shakedown', 'component', 'upstream'],
  description: 'a contract',
  properties: {
    $schema: { ...text, description: 'the JSON Schema of this format, for editors' },
    shakedown: { const: 1, description: 'the version of the format' },
    component: {
      type: 'object',
      additionalProperties: false,
      required: ['name', 'launch'],
      description: 'the component under test',
      properties: {
        name: { type: 'string', ...name },
        summary: { ...text, description: 'what it does, in a sentence' },
        owner: { ...text, description: 'who answers when the gate is red' },
        escalation: { ...text, description: 'where to go when the owner does not answer' },
        runbook: { ...text, description: 'what to do when it fails in production' },
        launch,
      },
    },
    upstream: {
      type: 'object',
      minProperties: 1,
      propertyNames: name,
      additionalProperties: operation,
      description: 'what callers may send, and every answer they were promised: name → operation',
    },
    downstream: {
      type: 'object',
      propertyNames: name,
      additionalProperties: dependency,
      description: 'what the component calls: name → dependency',
    },
    waivers: { type: 'array', items: waiver, description: 'accepted findings' },
  },
} as const;
