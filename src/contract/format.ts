import { answerKinds, claims, toolStatuses } from './contract.ts';
import type { Form } from './form.ts';
import { duration, effect, idempotencyKey, known, list, name, named, names, rate, schema, text } from './form-parts.ts';
import { streamed } from './form-stream.ts';
import { tool } from './format-tool.ts';

// The contract file's format as a JSON Schema. `schema/contract.v1.json` is generated from it, editors complete from it,
// and `shape.ts` reports from it: a `title` says what form a value has, a `description` what it means, and the first of
// the `examples` is what a message tells people to write.

export const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;
export const routePattern = `^(${methods.join('|')}) /[^\\s?#]*$`;
/** The name of a tool, as far as the protocol recommends it. */
const toolPattern = 'tool [A-Za-z0-9_./-]{1,128}';
const route = (description: string, example: string): Form => ({
  title: 'a method and a path such as POST /v1/tickets/{id}',
  description,
  type: 'string',
  pattern: routePattern,
  examples: [example],
});
const requestOrTool: Form = {
  ...route('the request', 'POST /v1/ask'),
  examples: ['POST /v1/ask', 'tool look_up'],
  pattern: `${routePattern}|^${toolPattern}$`,
};
const oneStatus = {
  title: 'a status from 200 to 599',
  type: ['integer', 'string'],
  minimum: 200,
  maximum: 599,
  pattern: `^(${toolStatuses.join('|')})$`,
};
/** Of an address without a path. */
export const originPattern = '^https?://[^\\s/]+/?$';
/** A host, or an IPv6 address in brackets, and a port. */
const targetPattern = '^([A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+\\]):[0-9]{1,5}$';
const regex: Form = { title: 'a regular expression', type: 'string', format: 'regex', examples: ['.+'] };
const headerPatterns = named('header → regular expression', 'what the values of headers must match', regex);
const pointers = (title: string, description: string, values: Form, depth: '+' | '*' = '+'): Form =>
  named(`JSON Pointer → ${title}`, description, values, {
    propertyNames: {
      title: 'a JSON Pointer such as /degraded',
      pattern: `^(/([^~/]|~[01])*)${depth}$`,
    },
  });
const percentiles = (description: string): Form =>
  known(description, {
    p50: duration('the median'),
    p95: duration('the 95th percentile'),
    p99: duration('the 99th percentile'),
  });
const schemas = (description: string): Form => named('name → JSON Schema', description, schema);

const launch = known(
  'how the component is started: exactly one of command, module, url',
  {
    command: text('a shell command, run in the folder of the project', 'node app.mjs'),
    module: text(
      'a file whose default (or #named) export takes the env and gives a fetch handler, a request listener or a URL',
      './app.ts#createApp',
    ),
    url: {
      title: 'an origin such as http://127.0.0.1:8080',
      description: 'the origin of a component that already runs',
      type: 'string',
      pattern: originPattern,
      examples: ['http://127.0.0.1:8080'],
    },
    env: named(
      'variable → value',
      'environment variables; ${port}, ${<dependency>.url} (.host, .port, .ca) and ${secret.<name>} are filled in',
      { title: 'a text, a number or a boolean', type: ['string', 'number', 'boolean'] },
    ),
    ready: route('the request that is answered with 2xx once the component is ready', 'GET /healthz'),
    within: duration('how long the start may take', '10s'),
    protocol: {
      title: 'mcp',
      description: 'mcp: the component is a tool server, on standard input and output, or at a path',
      const: 'mcp',
      examples: ['mcp'],
    },
    path: {
      title: 'a path such as /mcp',
      description: 'where a tool server is spoken to over HTTP',
      type: 'string',
      pattern: '^/[^\\s?#]*$',
      examples: ['/mcp'],
    },
  },
  {
    oneOf: [{ required: ['command'] }, { required: ['module'] }, { required: ['url'] }],
    examples: [{ command: 'node app.mjs', env: { PORT: '${port}' } }],
  },
);

const accepts = known('what callers may send', {
  body: { ...schema, description: 'the schema of the body' },
  path: schemas('path parameters'),
  query: schemas('query parameters'),
  headers: schemas('headers'),
  examples: list(
    'examples',
    'clean samples: bodies, or { path, query, headers, body } where more than a body is declared',
    undefined,
  ),
  tolerates: list(
    'names',
    'names of the mess that must be served although the schema forbids it',
    text('the name of a mess kind'),
  ),
});

const answer = known(
  'one declared kind of response',
  {
    status: {
      ...oneStatus,
      title: 'a status from 200 to 599, or a list such as [400, 422]',
      description: `the status, or all that this answer can have; none where only an event of a stream says that it is this answer. Of a tool: 200, ${toolStatuses.join(', ')}`,
      type: ['integer', 'string', 'array'],
      items: oneStatus,
      minItems: 1,
      examples: [200, [400, 422]],
    },
    headers: headerPatterns,
    body: { ...schema, description: 'the schema of the body' },
    where: pointers('constant', 'what stands in the body, for answers that share a status', {}),
    like: { title: `one of ${answerKinds.join(', ')}`, description: 'what it means', enum: answerKinds },
    ...streamed({ data: schema, where: pointers('constant', '', {}, '*') }),
  },
  { examples: [{ status: 200 }] },
);

const budget = known('the limits of an operation', {
  latency: percentiles('time that the component adds, with every dependency at its declared latency'),
  rate: rate('requests a second at which these percentiles hold', '30/s'),
  deadline: duration('no answer takes longer, whatever fails', '2s'),
  calls: named('dependency → number', 'most calls that one request may cause, retries included', {
    title: 'a number of calls',
    type: 'integer',
    minimum: 0,
    examples: [2],
  }),
  tokens: {
    title: 'a number of tokens',
    description: 'most model tokens that one request may cost',
    type: 'integer',
    minimum: 0,
    examples: [6000],
  },
  'first-event': duration('the first event of a streamed answer comes within this time', '1s'),
  gap: duration('no two events of a streamed answer are further apart; a comment is no event', '1s'),
  cancels: duration(
    'once its caller has left, a request begins no new call after this time; of one who left a streamed answer, none goes on',
    '500ms',
  ),
});

const delivery = known(
  'an effect of every request that was answered ok, acknowledged later',
  {
    effect: {
      title: '<dependency>.<operation>',
      description: 'the operation of a dependency that has the effect',
      type: 'string',
      pattern: '^[^.\\s]+\\.[^\\s]*[^.\\s]$',
      examples: ['notes.add'],
    },
    within: duration('how long after the answer it is acknowledged, or after the end of what failed meanwhile', '10s'),
    key: {
      title: 'a JSON Pointer such as /messageId',
      description:
        'what in the body of the request tells whose a call is: the same text or number stands in the idempotency key, the path, the query or a value of the body of the call',
      type: 'string',
      pattern: '^(/([^~/]|~[01])*)+$',
      examples: ['/messageId'],
    },
  },
  {
    required: ['effect', 'within', 'key'],
    examples: [{ effect: 'notes.add', within: '10s', key: '/messageId' }],
  },
);

const operation = known(
  'one thing that callers can ask for',
  {
    call: requestOrTool,
    from: names('who relies on it'),
    accepts,
    answers: named(
      'name → answer',
      'every answer that callers were promised',
      { ...answer, examples: [{ status: 200 }] },
      { minProperties: 1, propertyNames: name, examples: [{ ok: { status: 200 } }] },
    ),
    budget,
    repeats: {
      title: 'same',
      description: 'same: the same request again, as callers that deliver at least once send it, has no second effect',
      const: 'same',
      examples: ['same'],
    },
    delivers: list(
      'deliveries',
      'accepted now, done later: effects that are acknowledged in the end of every request that was answered ok, outages included',
      delivery,
      { minItems: 1 },
    ),
    uses: list(
      'dependencies',
      'the dependencies that it needs; learnt by watching when left out',
      text('the name of a dependency'),
    ),
  },
  { required: ['call', 'answers'], examples: [{ call: 'POST /v1/ask', answers: { ok: { status: 200 } } }] },
);

const expects = known('what the component must send', {
  path: schemas('path parameters'),
  query: schemas('query parameters'),
  headers: headerPatterns,
  body: { ...schema, description: 'the schema of the body' },
});

const returns = known('what the dependency answers when it is well', {
  status: {
    title: 'a status of success, from 200 to 299',
    description: 'the status',
    type: 'integer',
    minimum: 200,
    maximum: 299,
    examples: [200],
  },
  headers: named('header → value', 'headers of the reply', text('the value')),
  body: { ...schema, description: 'the schema of the body' },
  examples: list(
    'examples',
    'replies of the real service; the simulator gives them instead of invented ones',
    undefined,
  ),
  echo: pointers('part of the request', 'what in the reply comes from the request', {
    title: 'path.<name>, query.<name>, header.<name> or body/<pointer>',
    type: 'string',
    pattern: '^(path|query|header)\\.[^\\s]+$|^body(/.*)?$',
    examples: ['path.id'],
  }),
});

const dependencyOperation = known(
  'one thing that the component asks a dependency for',
  {
    call: route('the request', 'POST /search'),
    expects,
    returns,
    effect,
    'idempotency-key': idempotencyKey,
  },
  { required: ['call'], examples: [{ call: 'POST /search' }] },
);

const collection = known('a collection of vectors, or an index of them', {
  dimension: {
    title: 'a number of dimensions',
    description: 'how long its vectors are; as long as the first one that is seen when left out',
    type: 'integer',
    minimum: 1,
    maximum: 65535,
    examples: [768],
  },
  payload: { ...schema, description: 'the schema of what is stored beside a vector: payload, metadata' },
  examples: list('examples', 'payloads that searches find; invented from the schema when left out', undefined),
});

const dependency = known(
  'one thing that the component calls',
  {
    protocol: text('the personality of the simulator', 'http'),
    spec: text(
      'the OpenAPI document (3.0 or 3.1) that says what it is asked for and replies, with protocol: openapi; where `operations` are declared, these alone are used, and the document fills in what they do not say',
      'specs/search.yaml',
    ),
    port: {
      title: 'a port from 1 to 65535',
      description: 'a fixed port, for a component that is already running',
      type: 'integer',
      minimum: 1,
      maximum: 65535,
      examples: [4010],
    },
    tls: {
      title: 'true or false',
      description:
        'whether it is spoken to over TLS; ${<dependency>.ca} is then the file of the CA that the component must trust',
      type: 'boolean',
      examples: [true],
    },
    origin: {
      title: 'an origin such as https://api.openai.com',
      description:
        'where a component on Node looks for it that cannot be told another address: its connections to there are led to the simulator',
      type: 'string',
      examples: ['https://api.openai.com'],
    },
    target: {
      title: 'an address such as 127.0.0.1:5432',
      description: 'where the real server listens, with protocol: tcp',
      type: 'string',
      pattern: targetPattern,
      examples: ['127.0.0.1:5432'],
    },
    latency: percentiles('how long the real service takes'),
    'on-failure': names('the answers allowed when this dependency gives nothing usable', 'degraded'),
    'recovers-within': duration('after an outage ends, requests are ok again within this time', '5s'),
    operations: named('name → operation', 'what the component asks it for', dependencyOperation, {
      propertyNames: name,
      examples: [{ search: { call: 'POST /search' } }],
    }),
    replies: list(
      'replies',
      'what the model says when it is asked: texts, or values for structured output; with anthropic and gemini also inputs of tools, and lists of blocks or parts that call several; invented from the requested schema when left out',
      undefined,
    ),
    tools: named('name → tool', 'the tools of a tool server that the component calls', tool, {
      propertyNames: name,
      examples: [{ lookup: { input: { type: 'object' } } }],
    }),
    stream: {
      title: 'sse',
      description: 'sse: a tool server replies with events, not with JSON',
      const: 'sse',
      examples: ['sse'],
    },
    sessions: {
      title: 'true or false',
      description: 'whether a tool server keeps sessions; true when left out',
      type: 'boolean',
      examples: [false],
    },
    collections: named(
      'name → collection',
      'the collections or indexes that a vector store holds; any that is asked for when left out',
      collection,
      { examples: [{ documents: { dimension: 768 } }] },
    ),
    treats: named('fault kind → meaning', 'what a fault means here, where that differs from the usual', {
      ...names(`one of ${claims.join(', ')}, or a list of the answers that are right`, 'lost'),
      title: `one of ${claims.join(', ')}, or a list of answers`,
    }),
  },
  { required: ['protocol'], examples: [{ protocol: 'http' }] },
);

const waiver = known(
  'an accepted finding',
  {
    finding: {
      ...text(
        'the name a finding is reported under: <operation>/<dependency>/<fault>/<check>; globs allowed',
        'classify/llm/silence/within-deadline',
      ),
      title: 'a name of at most 1000 characters',
      maxLength: 1000,
    },
    because: text('the reason', 'the upgrade is planned'),
    owner: text('who removes it', 'support-ai'),
    until: {
      title: 'a date: YYYY-MM-DD',
      description: 'its last day',
      type: 'string',
      format: 'date',
      examples: ['2027-01-31'],
    },
  },
  {
    required: ['finding', 'because', 'owner', 'until'],
    examples: [
      {
        finding: 'classify/llm/silence/within-deadline',
        because: 'the upgrade is planned',
        owner: 'support-ai',
        until: '2027-01-31',
      },
    ],
  },
);

const component = known(
  'the component under test',
  {
    name: { description: 'what it is called', type: 'string', ...name, examples: ['triage'] },
    summary: text('what it does, in a sentence'),
    owner: text('who answers when the gate is red'),
    escalation: text('where to go when the owner does not answer'),
    runbook: text('what to do when it fails in production'),
    launch,
  },
  { required: ['name', 'launch'], examples: [{ name: 'triage', launch: { command: 'node app.mjs' } }] },
);

/** The contract file's format, version 1: JSON Schema draft 2020-12. */
export const contractFormat = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...known(
    'what callers may send a component and were promised, and what it needs from what it calls',
    {
      $schema: text('the JSON Schema of this format, for editors'),
      shakedown: { title: '1', description: 'the version of the format', const: 1 },
      component,
      upstream: named('name → operation', 'what callers may send, and every answer they were promised', operation, {
        minProperties: 1,
        propertyNames: name,
        examples: [{ ask: { call: 'POST /v1/ask', answers: { ok: { status: 200 } } } }],
      }),
      downstream: named('name → dependency', 'what the component calls', dependency, {
        propertyNames: name,
        examples: [{ llm: { protocol: 'openai' } }],
      }),
      waivers: list('waivers', 'accepted findings', waiver),
    },
    { title: 'Shakedown contract, version 1', required: ['shakedown', 'component', 'upstream'] },
  ),
};
