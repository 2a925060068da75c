import { describe, expect, it } from '@jest/globals';
import OpenAI from 'openai';
import type { ChatCompletionCreateParamsNonStreaming, ChatCompletionTool } from 'openai/resources/chat/completions';
import { isValid } from '../../src/contract/json-schema.ts';
import type { ParamValues } from '../../src/fault/fault.ts';
import type { ScheduledFault } from '../../src/observation/observation.ts';
import { Simulator } from '../../src/rig/simulator/simulator.ts';
import { openaiDependency } from '../dependencies.ts';

// The client is the real SDK: what it takes for a reply, and for which error, is what components see.

const verdict = {
  type: 'object',
  required: ['category', 'score'],
  properties: { category: { enum: ['billing', 'delivery'] }, score: { type: 'integer', minimum: 0, maximum: 10 } },
  additionalProperties: false,
};
const hello: ChatCompletionCreateParamsNonStreaming = {
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'Sort this ticket, as json.' }],
};
const structured: ChatCompletionCreateParamsNonStreaming = {
  ...hello,
  response_format: { type: 'json_schema', json_schema: { name: 'verdict', strict: true, schema: verdict } },
};
const lookUp: ChatCompletionTool = { type: 'function', function: { name: 'look_up', parameters: verdict } };

/** A model API with one client, struck by a fault at its first call if one is named. */
async function open(
  options: { replies?: readonly unknown[]; seed?: number; fault?: string; params?: ParamValues } = {},
) {
  const { replies = [], seed = 1, fault, params = {} } = options;
  const simulator = await Simulator.open(openaiDependency(...replies));
  const schedule: ScheduledFault[] = fault
    ? [{ dependency: 'dep', operation: 'chat', call: 1, recurs: 'first', fault, params }]
    : [];
  await simulator.begin({ seed, schedule });
  const client = new OpenAI({ baseURL: `${simulator.url}/v1`, apiKey: 'key', maxRetries: 0, timeout: 10_000 });
  return {
    simulator,
    ask: (body: ChatCompletionCreateParamsNonStreaming) => client.chat.completions.create(body),
    client,
    [Symbol.asyncDispose]: () => simulator[Symbol.asyncDispose](),
  };
}

/** The error that the SDK makes of a refusal. */
async function refused(body: object) {
  await using api = await open();
  const error = await api.ask(body as never).then(
    () => undefined,
    (e: unknown) => e,
  );
  const [call] = await api.simulator.end();
  return { error: error as InstanceType<typeof OpenAI.APIError>, call: call! };
}

describe('the simulated model API, to the real SDK', () => {
  it('completes a chat, and tells the tokens that it tells the client', async () => {
    await using api = await open();
    const { choices, usage, object, model } = await api.ask(hello);
    expect({ object, model, reason: choices[0]!.finish_reason }).toEqual({
      object: 'chat.completion',
      model: 'gpt-4o-mini',
      reason: 'stop',
    });
    expect(choices[0]!.message.content!.length).toBeGreaterThan(10);
    const [call] = await api.simulator.end();
    expect(call).toMatchObject({ operation: 'chat', flaws: [], tokens: usage!.total_tokens });
    expect(usage!.total_tokens).toBe(usage!.prompt_tokens + usage!.completion_tokens);
  });

  it('says what the contract lets it say, where the request asks for that', async () => {
    const reply = { category: 'billing', score: 7 };
    await using api = await open({ replies: ['just words', reply] });
    expect(JSON.parse((await api.ask(structured)).choices[0]!.message.content!)).toEqual(reply);
  });

  it('answers to the schema that the request asks for', async () => {
    for (let seed = 0; seed < 20; seed++) {
      await using api = await open({ seed });
      const { content } = (await api.ask(structured)).choices[0]!.message;
      expect({ content, valid: isValid(verdict, JSON.parse(content!)) }).toEqual({ content, valid: true });
    }
  });

  it('says the same for the same seed, and not for all seeds', async () => {
    const said = async (seed: number) => {
      await using api = await open({ seed });
      return (await api.ask(structured)).choices[0]!.message.content;
    };
    expect(await said(5)).toBe(await said(5));
    expect(new Set(await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(said))).size).toBeGreaterThan(1);
  });

  it('calls a tool with valid arguments, and answers when it has the result', async () => {
    await using api = await open();
    const { message, finish_reason: reason } = (await api.ask({ ...hello, tools: [lookUp] })).choices[0]!;
    const call = message.tool_calls![0]!;
    if (call.type !== 'function') throw new Error('not a function');
    expect({ reason, name: call.function.name, content: message.content }).toEqual({
      reason: 'tool_calls',
      name: 'look_up',
      content: null,
    });
    expect(isValid(verdict, JSON.parse(call.function.arguments))).toBe(true);
    const messages = [...hello.messages, message, { role: 'tool' as const, tool_call_id: call.id, content: '7' }];
    const answer = (await api.ask({ ...hello, messages, tools: [lookUp] })).choices[0]!;
    expect(answer).toMatchObject({ finish_reason: 'stop', message: { content: expect.any(String) } });
  });

  it.each([
    ['none', undefined],
    ['required', 'look_up'],
    [{ type: 'function', function: { name: 'look_up' } }, 'look_up'],
  ] as const)('calls the tool that tool_choice names: %j', async (choice, name) => {
    await using api = await open();
    const { message } = (await api.ask({ ...hello, tools: [lookUp], tool_choice: choice })).choices[0]!;
    const call = message.tool_calls?.[0];
    expect(call?.type === 'function' ? call.function.name : undefined).toBe(name);
  });

  it('stops at max_tokens', async () => {
    await using api = await open({ replies: ['a long text that does not fit into two tokens'] });
    expect((await api.ask({ ...hello, max_tokens: 2 })).choices[0]).toMatchObject({
      finish_reason: 'length',
      message: { content: 'a long t' },
    });
  });

  it('gives as many choices as asked for', async () => {
    await using api = await open();
    expect((await api.ask({ ...hello, n: 3 })).choices.map((c) => c.index)).toEqual([0, 1, 2]);
  });
});

describe('what the real API refuses', () => {
  it.each([
    ['no model', { messages: hello.messages }, null, null],
    ['no messages', { model: 'm' }, 'messages', 'missing_required_parameter'],
    ['an unknown role', { ...hello, messages: [{ role: 'boss', content: 'x' }] }, 'messages[0].role', 'invalid_value'],
    ['a temperature of 3', { ...hello, temperature: 3 }, 'temperature', 'decimal_above_max_value'],
    ['no tools at all', { ...hello, tools: [] }, 'tools', 'empty_array'],
    [
      'a tool result that nobody asked for',
      { ...hello, messages: [{ role: 'tool', tool_call_id: 'x', content: '' }] },
      'messages.[0].role',
      null,
    ],
    [
      'a schema that is none',
      { ...hello, response_format: { type: 'json_schema', json_schema: { name: 'v', schema: { type: 'nothing' } } } },
      'response_format',
      null,
    ],
    [
      'JSON mode without the word',
      { model: 'm', messages: [{ role: 'user', content: 'hi' }], response_format: { type: 'json_object' } },
      'messages',
      null,
    ],
  ])('%s: a BadRequestError of the SDK, and a flaw of the call', async (_, body, param, code) => {
    const { error, call } = await refused(body);
    expect(error).toBeInstanceOf(OpenAI.BadRequestError);
    expect({ param: error.param, code: error.code }).toEqual({ param, code });
    expect(error.message).toContain(call.flaws[0]!.message);
  });

  it('no key: an AuthenticationError', async () => {
    await using api = await open();
    const keyless = api.client.withOptions({ defaultHeaders: { authorization: null } });
    await expect(keyless.chat.completions.create(hello)).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
    expect((await api.simulator.end())[0]!.flaws).toHaveLength(1);
  });

  it('another path: a NotFoundError', async () => {
    await using api = await open();
    await expect(api.client.models.list()).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    expect(await api.simulator.end()).toMatchObject([{ flaws: [{ at: 'call' }], request: { target: '/v1/models' } }]);
  });
});

describe('a fault, to the real SDK', () => {
  it.each([
    ['rate-limited', { advice: 'none' }, OpenAI.RateLimitError],
    ['insufficient-quota', {}, OpenAI.RateLimitError],
    ['unauthorized', { status: 401 }, OpenAI.AuthenticationError],
    ['server-error', { status: 503 }, OpenAI.InternalServerError],
    ['html-page', {}, OpenAI.InternalServerError],
    ['reset-before-reply', {}, OpenAI.APIConnectionError],
    ['close-before-reply', {}, OpenAI.APIConnectionError],
  ])('%s %j is a %p', async (fault, params, type) => {
    await using api = await open({ fault, params });
    await expect(api.ask(hello)).rejects.toBeInstanceOf(type);
    const [call] = await api.simulator.end();
    expect(call!.fault).toMatchObject({ kind: fault, leaves: 'lost' });
    expect(call!.fault!.undelivered).toBeUndefined();
  });

  it.each(['extra-fields', 'key-order', 'escaped-unicode', 'byte-slices'])('%s changes nothing', async (fault) => {
    const said = async (struck: { fault?: string }) => {
      await using api = await open({ replies: [{ category: 'billing', score: 7 }], ...struck });
      return (await api.ask(structured)).choices[0]!.message.content;
    };
    expect(JSON.parse((await said({ fault }))!)).toEqual(JSON.parse((await said({}))!));
  });

  it('strikes the call that it is meant for, and no other', async () => {
    await using api = await open({ fault: 'server-error', params: { status: 500 } });
    await expect(api.ask(hello)).rejects.toBeInstanceOf(OpenAI.InternalServerError);
    await expect(api.ask(hello)).resolves.toMatchObject({ object: 'chat.completion' });
    expect((await api.simulator.end()).map((call) => call.fault?.kind)).toEqual(['server-error', undefined]);
  });
});
