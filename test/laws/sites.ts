import type { Dependency, Schema, Tool } from '../../src/contract/contract.ts';
import type { Fault } from '../../src/fault/fault.ts';
import type { Target } from '../../src/fault/site.ts';
import { allFaults, faultsOf, protocolNamed, protocols, proxiedNamed } from '../../src/protocol/index.ts';
import type { Received } from '../../src/protocol/protocol.ts';
import {
  httpDependency,
  mcpDependency,
  modelDependency,
  openaiDependency,
  operation,
  requestBytes,
} from '../dependencies.ts';
import { readChatStream } from './read-chat-stream.ts';
import { readContentStream } from './read-content-stream.ts';
import { readEmbeddings } from './read-embeddings.ts';
import { readMessageStream } from './read-message-stream.ts';
import { readResponseStream } from './read-response-stream.ts';
import { readRpcStream } from './read-rpc-stream.ts';
import type { ReadStream } from './reference-client.ts';
import { storeSites } from './store-sites.ts';

/** A dependency, and a request that it is well with. */
export interface LawSite {
  readonly what: string;
  readonly dependency: Dependency;
  readonly operation: string;
  readonly call: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** What has to be asked before. */
  readonly opens?: LawSite;
  /** Faults are tried there with fewer values: there are others like it. */
  readonly alike?: true;
  /** How its reply is read, where that is a stream. */
  readonly read?: ReadStream;
}

const hit: Schema = {
  type: 'object',
  required: ['id', 'text', 'score'],
  properties: {
    id: { type: 'string', pattern: '^h-[0-9]+$' },
    text: { type: 'string', maxLength: 60 },
    score: { type: 'number', minimum: 0, maximum: 1 },
    kind: { enum: ['note', 'mail', null] },
    meta: { type: 'object' },
  },
};
const hits: Schema = {
  type: 'object',
  required: ['hits', 'total'],
  properties: {
    hits: { type: 'array', minItems: 1, maxItems: 10, items: hit },
    total: { type: 'integer', minimum: 0 },
    next: { anyOf: [{ type: 'string' }, { type: 'null' }] },
  },
};
const someHits = {
  hits: [
    { id: 'h-1', text: 'Grüße, „schöne“ 😀 \u001b[0m \ud83d', score: 0.25, kind: 'note', meta: { a: 1 } },
    { id: 'h-2', text: '日本語\\n "quoted" </script>', score: 1, kind: null },
  ],
  total: 2,
  next: null,
};

export const get = (what: string, body: Schema, ...examples: readonly unknown[]): LawSite => ({
  what,
  dependency: httpDependency(operation('GET /thing', { returns: { body, examples } })),
  operation: 'op',
  call: 'GET /thing',
});

const posted = (site: Pick<LawSite, 'what' | 'operation' | 'call' | 'body' | 'read'>, replies: readonly unknown[]) => ({
  ...site,
  dependency: openaiDependency(...replies),
});
const chat = (what: string, request: object, ...replies: readonly unknown[]): LawSite => {
  const messages = [{ role: 'user', content: 'Sort this ticket, as json.' }];
  const body = { model: 'gpt-4o-mini', messages, ...request };
  return posted({ what, operation: 'chat', call: 'POST /v1/chat/completions', body }, replies);
};

const called = { id: 'call_1', type: 'function', function: { name: 'look_up', arguments: '{}' } };
const answered = [
  { role: 'user', content: 'Sort this ticket.' },
  { role: 'assistant', content: null, tool_calls: [called] },
  { role: 'tool', tool_call_id: 'call_1', content: 'no such ticket' },
];

const response = (what: string, request: object, ...replies: readonly unknown[]): LawSite => {
  const body = { model: 'gpt-4o-mini', input: 'Sort this ticket, as json.', ...request };
  return posted({ what, operation: 'responses', call: 'POST /v1/responses', body }, replies);
};

const embedding = (what: string, request: object): LawSite => {
  const body = { model: 'text-embedding-3-small', input: ['a', 'b', 'c'], dimensions: 8, ...request };
  return posted(
    {
      what,
      operation: 'embeddings',
      call: 'POST /v1/embeddings',
      body,
      read: readEmbeddings('encoding_format' in request),
    },
    [],
  );
};

const verdict: Schema = {
  type: 'object',
  required: ['category', 'score', 'summary'],
  properties: {
    category: { enum: ['billing', 'delivery'] },
    score: { type: 'integer', minimum: 0, maximum: 10 },
    summary: { type: 'string', minLength: 1 },
  },
};
const german = { category: 'billing', score: 3, summary: 'Zweimal belastet 😀' };
export const structured = (what: string, schema: Schema, ...replies: readonly unknown[]): LawSite =>
  chat(what, { response_format: { type: 'json_schema', json_schema: { name: 'v', schema } } }, ...replies);
export const streamed = (site: LawSite, read: ReadStream = readChatStream): LawSite => ({
  ...site,
  what: `${site.what}, streamed`,
  body: { ...(site.body as object), stream: true },
  read,
});
export const toolCall = (what: string, parameters: Schema): LawSite =>
  chat(what, { tools: [{ type: 'function', function: { name: 'look_up', parameters } }] });

const format = { type: 'json_schema', name: 'v', schema: verdict };
const responseTools = {
  parallel_tool_calls: false,
  tools: [{ type: 'function', name: 'look_up', parameters: verdict }],
};
const rpcHeaders = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
const rpc = (what: string, dependency: Dependency, operation: string, method: string, params: object): LawSite => ({
  what,
  dependency,
  operation,
  call: 'POST /mcp',
  body: { jsonrpc: '2.0', id: 3, method, params },
  headers: rpcHeaders,
});
/** A call of a tool of a server that keeps no sessions. */
export const tool = (
  what: string,
  declared: Partial<Tool>,
  parts: Parameters<typeof mcpDependency>[1] = { sessions: false },
): LawSite =>
  rpc(what, mcpDependency({ look_up: declared }, parts), 'look_up', 'tools/call', {
    name: 'look_up',
    arguments: {},
  });
/** As `tool`, with events for a reply. */
const toolInEvents = (what: string, declared: Partial<Tool>): LawSite => ({
  ...tool(`${what}, in events`, declared, { sessions: false, stream: 'sse' }),
  read: readRpcStream,
});
/** As `tool`, in a session. */
function toolInSession(what: string, declared: Partial<Tool>): LawSite {
  const site = tool(what, declared, {});
  const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'law', version: '1' } };
  return {
    ...site,
    // The simulator counts: it is the first that is asked for.
    headers: { ...rpcHeaders, 'mcp-session-id': 'dep-00000001' },
    opens: rpc(what, site.dependency, 'initialize', 'initialize', params),
  };
}
const message = (what: string, request: object, ...replies: readonly unknown[]): LawSite => ({
  what,
  dependency: modelDependency('anthropic', ...replies),
  operation: 'messages',
  alike: true,
  call: 'POST /v1/messages',
  headers: { 'anthropic-version': '2023-06-01' },
  body: {
    model: 'claude-sonnet-4-6',
    max_tokens: 2000,
    messages: [{ role: 'user', content: 'Sort this ticket.' }],
    ...request,
  },
});
export const toolUse = (what: string, schema: Schema, ...replies: readonly unknown[]): LawSite =>
  message(what, { tools: [{ name: 'look_up', input_schema: schema }] }, ...replies);

const thoughtful = message(
  'a message after some thought',
  { thinking: { type: 'enabled', budget_tokens: 1024 } },
  'Grüße 😀 "you"',
);
const structuredMessage = message('a message with structure', {
  output_config: {
    format: {
      type: 'json_schema',
      schema: {
        type: 'object',
        required: ['category', 'score'],
        properties: { category: { enum: ['billing', 'delivery'] }, score: { type: 'integer' } },
        additionalProperties: false,
      },
    },
  },
});
const twoUses = toolUse('two uses of a tool', verdict, [
  { type: 'tool_use', name: 'look_up', input: { category: 'billing', score: 3, summary: 'Zweimal 😀' } },
  { type: 'tool_use', name: 'look_up', input: { category: 'delivery', score: 0, summary: 'spät' } },
]);

const content = (what: string, request: object, ...replies: readonly unknown[]): LawSite => ({
  what,
  dependency: modelDependency('gemini', ...replies),
  operation: 'generate',
  alike: true,
  call: 'POST /v1beta/models/gemini-2.5-flash:generateContent',
  body: { contents: [{ role: 'user', parts: [{ text: 'Sort this ticket.' }] }], ...request },
});
const functionCall = (name: string, args: object) => ({ functionCall: { name, args } });

const streamedContent = (site: LawSite, query: string): LawSite => ({
  ...site,
  what: `${site.what}, streamed`,
  call: site.call.replace(':generateContent', `:streamGenerateContent${query}`),
  read: readContentStream,
});
const thoughtfulContent = content(
  'content after some thought',
  { generationConfig: { thinkingConfig: { includeThoughts: true } } },
  'Grüße 😀',
);
const structuredContent = content('content with structure', {
  generationConfig: { responseMimeType: 'application/json', responseJsonSchema: verdict },
});
const twoCalls = content(
  'calls of two functions',
  {
    tools: [
      { functionDeclarations: [{ name: 'look_up', parametersJsonSchema: verdict }] },
      { functionDeclarations: [{ name: 'close', parameters: { type: 'OBJECT', nullable: false } }] },
    ],
  },
  [functionCall('look_up', { category: 'billing', score: 3, summary: 'Zweimal 😀' }), functionCall('close', {})],
);

const noteCreated: Schema = {
  type: 'object',
  required: ['noteId'],
  properties: { noteId: { type: 'string', format: 'uuid' } },
};

/**
 * The faults of services that are simulated, over HTTP. Those of proxies are played in test/rig/proxy.test.ts, those of
 * standard input and output in test/protocol/mcp/stdio.test.ts.
 */
export const simulatedFaults = allFaults.filter(
  ({ layer }) => !proxiedNamed(layer) && protocols.every(({ name, wire }) => name !== layer || wire === undefined),
);

/** Of these, the ones that each connection meets before anything is asked on it: their laws are in test/laws/met.test.ts. */
export const metFaults = simulatedFaults.filter(
  ({ fault }) => fault.bar !== undefined && !fault.reuses && fault.name !== 'refused',
);
/** The others: they have the reply of a call, or none. */
export const callFaults = simulatedFaults.filter((one) => !metFaults.includes(one));

/** What the laws of faults are tried on. */
export const sites: readonly LawSite[] = [
  get('hits with foreign letters', hits, someHits),
  get('invented hits', hits),
  get('a list of numbers', { type: 'array', minItems: 3, maxItems: 3, items: { type: 'number' } }),
  get('a list of texts that differ', { type: 'array', uniqueItems: true, minItems: 2, items: { type: 'string' } }, [
    'a',
    'b',
  ]),
  get('a text', { type: 'string', minLength: 3, maxLength: 20 }),
  get('a number', { type: 'number', minimum: 1, maximum: 5 }, 4),
  get('null or an object', { type: ['object', 'null'], properties: { a: { const: 1 } } }, null),
  get('an empty object', { type: 'object' }, {}),
  get('anything', true, { error: { message: 'x' }, b: [1, { c: null }] }),
  get('an error or a result', { type: 'object', required: ['error'], properties: { error: {} } }, { error: null }),
  get(
    'a closed object',
    {
      type: 'object',
      additionalProperties: false,
      required: ['a'],
      properties: { a: { type: 'integer' }, b: { const: 'x' } },
    },
    { a: 1, b: 'x' },
  ),
  get('a map', { type: 'object', additionalProperties: { type: 'number', exclusiveMaximum: 1 } }, { x: 0.5, y: 0.25 }),
  get(
    'one of two shapes',
    {
      oneOf: [
        { type: 'object', required: ['kind', 'n'], properties: { kind: { const: 'a' }, n: { type: 'integer' } } },
        {
          type: 'object',
          required: ['kind', 't'],
          properties: { kind: { const: 'b' }, t: { type: 'string' } },
          unevaluatedProperties: false,
        },
      ],
    },
    { kind: 'a', n: 1 },
    { kind: 'b', t: 'x' },
  ),
  get(
    'switches in a café',
    {
      type: 'object',
      required: ['open', 'customerId', 'note'],
      properties: {
        open: { type: 'boolean' },
        customerId: { type: 'string', minLength: 1 },
        note: { type: 'string' },
        list: { type: 'array', minItems: 1, items: { type: 'boolean' } },
      },
    },
    { open: false, customerId: 'c-1', note: 'Größe ½', list: [true] },
  ),
  get(
    'a tree',
    {
      $ref: '#/$defs/node',
      $defs: {
        node: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' }, children: { type: 'array', items: { $ref: '#/$defs/node' } } },
        },
      },
    },
    { name: 'a', children: [{ name: 'b', children: [] }] },
  ),
  {
    what: 'a body that nobody declared',
    dependency: httpDependency(operation('GET /thing', { returns: { examples: [{ a: 'b' }] } })),
    operation: 'op',
    call: 'GET /thing',
  },
  {
    what: 'no content',
    dependency: httpDependency(operation('DELETE /thing/{id}', { returns: { status: 204 } })),
    operation: 'op',
    call: 'DELETE /thing/7',
  },
  {
    what: 'a head',
    dependency: httpDependency(operation('HEAD /thing', { returns: { body: hits } })),
    operation: 'op',
    call: 'HEAD /thing',
  },
  {
    what: 'an effect',
    dependency: httpDependency(
      operation('POST /notes', {
        returns: { status: 201, body: noteCreated },
        effect: 'once',
        idempotencyKey: { in: 'header', name: 'idempotency-key' },
      }),
    ),
    operation: 'op',
    call: 'POST /notes',
    body: { text: 'x' },
    headers: { 'idempotency-key': 'k-1' },
  },
  chat('a completion', {}),
  chat('a completion with foreign letters', {}, 'Grüße 😀 "you" \\ \u0007 日本'),
  structured('structured output', verdict),
  structured('structured output of the contract', verdict, german),
  chat('an open JSON object', { response_format: { type: 'json_object' } }),
  toolCall('a tool call', verdict),
  chat('two choices', { n: 2, response_format: { type: 'json_schema', json_schema: { name: 'v', schema: verdict } } }),
  chat('a truncated completion', { max_tokens: 2 }),
  chat('an answer after a tool', { messages: answered, tools: [{ type: 'function', function: { name: 'look_up' } }] }),
  response('a response', {}, 'Grüße 😀 "you"'),
  response('a response that calls a tool', responseTools),
  streamed(
    response('a structured response after reasoning', { reasoning: {}, text: { format } }, german),
    readResponseStream,
  ),
  streamed(response('a response that calls a tool', responseTools), readResponseStream),
  embedding('embeddings', {}),
  embedding('packed embeddings', { encoding_format: 'base64' }),
  tool('words of a tool', {}),
  tool('words of a tool with foreign letters', { examples: ['Grüße 😀 "you" \\ \u0007 日本'] }),
  tool('JSON in the text of a tool', { text: verdict }),
  tool('a tool with an output schema', { output: { ...verdict, $defs: {} } }),
  toolInEvents('words of a tool', {}),
  toolInEvents('a tool with an output schema', { output: verdict, examples: [german] }),
  toolInSession('a tool in a session', { output: hits, examples: [someHits] }),
  rpc('the list of tools', mcpDependency({ look_up: {} }, { sessions: false }), 'tools-list', 'tools/list', {}),
  thoughtful,
  structuredMessage,
  twoUses,
  streamed(thoughtful, readMessageStream),
  streamed(structuredMessage, readMessageStream),
  streamed(twoUses, readMessageStream),
  thoughtfulContent,
  structuredContent,
  twoCalls,
  streamedContent(thoughtfulContent, '?alt=sse'),
  streamedContent(structuredContent, ''),
  streamedContent(twoCalls, '?alt=sse'),
  streamed(
    chat(
      'a completion with foreign letters',
      { stream_options: { include_usage: true } },
      'Grüße 😀 "you" \\ \u0007 日本',
    ),
  ),
  streamed(structured('structured output of the contract', verdict, german)),
  streamed(toolCall('a tool call', verdict)),
  streamed(
    chat('two choices', {
      n: 2,
      response_format: { type: 'json_schema', json_schema: { name: 'v', schema: verdict } },
    }),
  ),
  storeSites[0],
];

/** The sites whose dependency can have a fault; those of the stores only where it is one of their own. */
export function sitesFor(fault: Fault): LawSite[] {
  const protocolOf = ({ dependency }: LawSite) => protocolNamed(dependency.protocol);
  const own = storeSites.slice(1).filter((site) => protocolOf(site).faults.includes(fault));
  return [...sites.filter((site) => faultsOf(protocolOf(site)).includes(fault)), ...own];
}

/** The request of a site as a simulator receives it. */
export function received({ call, body, headers = {} }: LawSite): Received {
  const [method, target] = call.split(' ') as [string, string];
  return {
    method,
    target,
    headers: [['authorization', 'Bearer key'], ...Object.entries(headers)],
    body: body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body)),
  };
}

/** The request of a site as bytes. */
export const bytesOf = ({ call, body, headers }: LawSite): Buffer => requestBytes(call, body, headers);

/** What a fault is played on there, with a healthy reply drawn from `seed`. */
export function targetOf(site: LawSite, seed: number): Target {
  const protocol = protocolNamed(site.dependency.protocol);
  const serve = protocol.open(site.dependency);
  if (site.opens) serve(received(site.opens), seed, '00000001');
  const { reply } = serve(received(site), seed, '00000001');
  const error: Target['error'] = (status, options) => protocol.error(status, { nonce: '00000001', ...options });
  return { dependency: site.dependency, operation: site.operation, reply, error, pooled: true };
}
