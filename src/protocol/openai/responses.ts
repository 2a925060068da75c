import type { Schema } from '../../contract/contract.ts';
import type { Document, Reply } from '../../fault/reply.ts';
import { interned } from '../interned.ts';
import { orderIn, signedId } from '../obedience.ts';
import { Unsupported } from '../protocol.ts';
import { tokensOf } from '../tokens.ts';
import type { Endpoint } from './endpoint.ts';
import { eventStream, headers, json } from './headers.ts';
import { streamedResponse } from './response-stream.ts';
import { type ResponsesRequest, refusedResponse } from './responses-request.ts';
import { anyObject, callAgain, type Said, say, textsOf, tokensIn, toolCall, type Wanted } from './said.ts';

/** Responses, streamed or not: text, tools, structured output and reasoning. */
export const responses: Endpoint = {
  operation: 'responses',
  path: '/v1/responses',
  refused: refusedResponse,
  answer(asked: ResponsesRequest, replies, seed) {
    if (asked.background)
      throw new Unsupported('responses in the background (`background: true`) are not simulated by this version');
    const wanted = wantedBy(asked);
    const said = say(wanted, replies, seed);
    const again = callAgain(wanted, said, seed);
    const reasons = asked.reasoning !== undefined && asked.reasoning !== null;
    const usage = usageOf(asked, said, reasons);
    const documents = documentsOf(asked, said, reasons);
    return {
      tokens: usage.total_tokens,
      reply(nonce): Reply {
        const whole = { ...responseOf(asked, said, nonce), output: outputOf(said, reasons, nonce), usage };
        const instead = again && {
          [toolCall]: () => ({ ...whole, output: outputOf(again(), reasons, nonce) }),
        };
        const type = asked.stream ? eventStream : json;
        const head = { status: 200, headers: headers(nonce, type), documents, ...(instead && { instead }) };
        return asked.stream ? streamedResponse(head, whole) : { ...head, body: Buffer.from(JSON.stringify(whole)) };
      },
    };
  },
};

function wantedBy(asked: ResponsesRequest): Wanted {
  const { tools, tool_choice: choice, input, text, max_output_tokens: limit } = asked;
  const { type, schema } = text?.format ?? { type: 'text' };
  const form = type === 'json_schema' ? interned(schema ?? true) : type === 'json_object' ? anyObject : undefined;
  return {
    // What the provider runs itself never comes back as a call.
    tools: (tools ?? [])
      .filter((tool) => tool.type === 'function')
      .map(({ name, parameters }) => ({ name: name!, parameters: parameters ?? anyObject })),
    choice: typeof choice === 'object' && choice !== null ? chosen(choice) : (choice ?? 'auto'),
    answered: typeof input !== 'string' && input?.at(-1)?.type === 'function_call_output',
    ...(form === undefined ? {} : { schema: form }),
    limit: limit ?? Infinity,
    order: orderIn(input),
    told: [asked.instructions ?? '', ...systemTexts(input)].join('\n').trim(),
  };
}

const systemTexts = (input: ResponsesRequest['input'] | undefined): string[] =>
  Array.isArray(input)
    ? input.filter(({ role }) => role === 'system' || role === 'developer').map(({ content }) => textsOf(content))
    : [];

const chosen = ({ type, name }: { readonly type: string; readonly name?: string }): Wanted['choice'] =>
  type === 'function' ? { name: name! } : 'auto';

const reasoningTokens = 64;

function usageOf({ input, instructions }: ResponsesRequest, said: Said, reasons: boolean) {
  const read = tokensOf(JSON.stringify(input ?? '')) + tokensOf(instructions ?? '');
  const reasoning = reasons ? reasoningTokens : 0;
  const written = tokensIn(said) + reasoning;
  return {
    input_tokens: read,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: written,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: read + written,
  };
}

/** A response around its output: what it repeats of the request, and what became of it. */
function responseOf(asked: ResponsesRequest, said: Said, nonce: string) {
  const cut = said.kind === 'text' && said.cut;
  return {
    id: `resp_${nonce}`,
    object: 'response',
    created_at: 1_764_000_000,
    status: cut ? 'incomplete' : 'completed',
    background: false,
    error: null,
    incomplete_details: cut ? { reason: 'max_output_tokens' } : null,
    instructions: asked.instructions ?? null,
    max_output_tokens: asked.max_output_tokens ?? null,
    model: asked.model,
    output: [] as unknown[],
    parallel_tool_calls: asked.parallel_tool_calls ?? true,
    previous_response_id: asked.previous_response_id ?? null,
    reasoning: { effort: null, summary: null, ...asked.reasoning },
    service_tier: 'default',
    store: asked.store ?? true,
    temperature: asked.temperature ?? 1,
    text: { format: { type: 'text' }, ...asked.text },
    tool_choice: asked.tool_choice ?? 'auto',
    tools: asked.tools ?? [],
    top_p: asked.top_p ?? 1,
    truncation: asked.truncation ?? 'disabled',
    metadata: asked.metadata ?? {},
  };
}

function outputOf(said: Said, reasons: boolean, nonce: string): unknown[] {
  const reasoning = { id: `rs_${nonce}`, type: 'reasoning', summary: [] };
  return [...(reasons ? [reasoning] : []), said.kind === 'call' ? callOf(said, nonce) : messageOf(said, nonce)];
}

const callOf = (said: Said & { readonly kind: 'call' }, nonce: string) => ({
  id: `fc_${nonce}`,
  type: 'function_call',
  status: 'completed',
  arguments: said.arguments,
  call_id: said.order ? signedId(`call_${nonce}`, said.order) : `call_${nonce}`,
  name: said.name,
});

const messageOf = ({ text, cut }: Said & { readonly kind: 'text' }, nonce: string) => ({
  id: `msg_${nonce}`,
  type: 'message',
  status: cut ? 'incomplete' : 'completed',
  role: 'assistant',
  content: [{ type: 'output_text', annotations: [], logprobs: [], text }],
});

function documentsOf(asked: ResponsesRequest, said: Said, reasons: boolean): Document[] {
  const place = reasons ? 1 : 0;
  const at = `/output/${place}`;
  const outer = { at: '', schema: relied(asked, said, place) };
  if (said.kind === 'call') return [outer, { at: `${at}/arguments`, schema: said.schema }];
  const { schema, cut } = said;
  return schema === undefined || cut ? [outer] : [outer, { at: `${at}/content/0/text`, schema }];
}

/** What makes a response usable, and no more. */
function relied({ tools, parallel_tool_calls: parallel }: ResponsesRequest, said: Said, place: number): Schema {
  const item = said.kind === 'call' ? calling((tools ?? []).map(({ name }) => name)) : speaking(said);
  // Who does not look at it is right, unless it says that the answer is not whole: no member that may be missing.
  const whole = { patternProperties: { '^status$': { pattern: '^(?!incomplete$|failed$|cancelled$)' } } };
  const most = said.kind === 'call' && parallel === false ? { maxItems: place + 1 } : {};
  return interned({
    type: 'object',
    required: ['output'],
    properties: {
      output: {
        type: 'array',
        minItems: place + 1,
        ...most,
        prefixItems: [...(place === 0 ? [] : [{ type: 'object' }]), item],
      },
    },
    ...(said.kind === 'text' && said.cut ? {} : whole),
  });
}

function speaking({ schema }: Said & { readonly kind: 'text' }): Schema {
  const json = schema === undefined ? {} : { contentMediaType: 'application/json' };
  const part = {
    type: 'object',
    required: ['type', 'text'],
    properties: { type: { const: 'output_text' }, text: { type: 'string', minLength: 1, ...json } },
  };
  return {
    type: 'object',
    required: ['type', 'content'],
    properties: { type: { const: 'message' }, content: { type: 'array', minItems: 1, items: part } },
  };
}

const calling = (names: readonly unknown[]): Schema => ({
  type: 'object',
  required: ['type', 'call_id', 'name', 'arguments'],
  properties: {
    type: { const: 'function_call' },
    call_id: { type: 'string', pattern: '.' },
    name: { enum: names.filter((name) => name !== undefined) },
    arguments: { type: 'string', contentMediaType: 'application/json' },
  },
});
