import Anthropic from '@anthropic-ai/sdk';
import type { MessageCreateParamsNonStreaming, Tool } from '@anthropic-ai/sdk/resources/messages';
import { describe, expect, it } from '@jest/globals';
import { isValid } from '../../../src/contract/json-schema.ts';
import { openModel, type Told } from '../struck.ts';

// The client is the real SDK: what it takes for a message is what components see.

const verdict = {
  type: 'object' as const,
  required: ['category', 'score'],
  properties: { category: { enum: ['billing', 'delivery'] }, score: { type: 'integer' } },
  additionalProperties: false,
};
const hello: MessageCreateParamsNonStreaming = {
  model: 'claude-sonnet-4-6',
  max_tokens: 2000,
  messages: [{ role: 'user', content: 'Sort this ticket.' }],
};
const structured: MessageCreateParamsNonStreaming = {
  ...hello,
  output_config: { format: { type: 'json_schema', schema: verdict } },
};
const sort: Tool = { name: 'sort', input_schema: verdict };
const close: Tool = {
  name: 'close',
  input_schema: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
};

async function open(told: Told = {}) {
  const simulator = await openModel('anthropic', 'messages', told);
  const client = new Anthropic({
    baseURL: simulator.url,
    apiKey: 'key',
    authToken: null,
    maxRetries: 0,
    timeout: 10_000,
  });
  return {
    simulator,
    ask: (body: MessageCreateParamsNonStreaming) => client.messages.create(body),
    [Symbol.asyncDispose]: () => simulator[Symbol.asyncDispose](),
  };
}

const textOf = ({ content }: Anthropic.Message) => content.flatMap((b) => (b.type === 'text' ? [b.text] : [])).join();

describe('the simulated Anthropic API, to the real SDK', () => {
  it('says something, and tells the tokens that it tells the client', async () => {
    await using api = await open();
    const message = await api.ask(hello);
    expect(message).toMatchObject({ type: 'message', role: 'assistant', model: hello.model, stop_reason: 'end_turn' });
    expect(message._request_id).toMatch(/^req_/);
    expect(textOf(message).length).toBeGreaterThan(10);
    const [call] = await api.simulator.end();
    const tokens = message.usage.input_tokens + message.usage.output_tokens;
    expect(call).toMatchObject({ operation: 'messages', flaws: [], tokens });
    expect(call!.reply.headers.map(([name]) => name)).toEqual(
      expect.arrayContaining(['request-id', 'anthropic-ratelimit-requests-remaining']),
    );
  });

  it('says what the contract lets it say, where the request asks for that', async () => {
    const reply = { category: 'billing', score: 7 };
    await using api = await open({ replies: ['just words', reply] });
    expect(JSON.parse(textOf(await api.ask(structured)))).toEqual(reply);
  });

  it('answers to the schema that the request asks for', async () => {
    for (let seed = 0; seed < 10; seed++) {
      await using api = await open({ seed });
      const text = textOf(await api.ask(structured));
      expect({ text, valid: isValid(verdict, JSON.parse(text)) }).toEqual({ text, valid: true });
    }
  });

  it('says the same for the same seed, and not for all seeds', async () => {
    const said = async (seed: number) => {
      await using api = await open({ seed });
      return textOf(await api.ask(structured));
    };
    expect(await said(5)).toBe(await said(5));
    expect(new Set(await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(said))).size).toBeGreaterThan(1);
  });

  it('uses a tool with valid input, and answers when it has the result', async () => {
    await using api = await open();
    const message = await api.ask({ ...hello, tools: [sort, close] });
    const [use] = message.content;
    if (use?.type !== 'tool_use') throw new Error(`no tool was used: ${JSON.stringify(message)}`);
    expect({ reason: message.stop_reason, name: use.name }).toEqual({ reason: 'tool_use', name: 'sort' });
    expect(isValid(verdict, use.input)).toBe(true);
    const messages: MessageCreateParamsNonStreaming['messages'] = [
      ...hello.messages,
      { role: 'assistant', content: message.content as never },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: use.id, content: '7' }] },
    ];
    const answer = await api.ask({ ...hello, messages, tools: [sort, close] });
    expect(answer).toMatchObject({ stop_reason: 'end_turn', content: [{ type: 'text' }] });
  });

  it('uses several tools at once where the contract lets it', async () => {
    const uses = [
      { type: 'tool_use', name: 'sort', input: { category: 'billing', score: 1 } },
      { type: 'tool_use', name: 'close', input: { id: 't-1' } },
    ];
    await using api = await open({ replies: [uses] });
    const { content } = await api.ask({ ...hello, tools: [sort, close] });
    expect(content).toMatchObject(uses);
    expect(new Set(content.map((block) => (block.type === 'tool_use' ? block.id : ''))).size).toBe(2);
  });

  it.each([
    [{ type: 'none' }, 'text'],
    [{ type: 'any' }, 'sort'],
    [{ type: 'tool', name: 'close' }, 'close'],
  ] as const)('uses the tool that tool_choice names: %j', async (choice, used) => {
    await using api = await open();
    const { content } = await api.ask({ ...hello, tools: [sort, close], tool_choice: choice });
    expect(content.map((block) => (block.type === 'tool_use' ? block.name : block.type))).toEqual([used]);
  });

  it('thinks first where it is asked to, and takes its thoughts back with the result of a tool', async () => {
    await using api = await open();
    const thoughtful: MessageCreateParamsNonStreaming = {
      ...hello,
      tools: [sort],
      thinking: { type: 'enabled', budget_tokens: 1024 },
    };
    const { content } = await api.ask(thoughtful);
    expect(content.map(({ type }) => type)).toEqual(['thinking', 'tool_use']);
    const result = { type: 'tool_result', tool_use_id: (content[1] as { id: string }).id } as const;
    const history = (turn: unknown) =>
      [
        ...hello.messages,
        { role: 'assistant', content: turn },
        { role: 'user', content: [result] },
      ] as typeof hello.messages;
    const answer = await api.ask({ ...thoughtful, messages: history(content) });
    expect(answer.content.map(({ type }) => type)).toEqual(['thinking', 'text']);
    await expect(api.ask({ ...thoughtful, messages: history(content.slice(1)) })).rejects.toThrow(
      /start with a thinking block/,
    );
  });

  it('stops at max_tokens', async () => {
    await using api = await open({ replies: ['a long text that does not fit into two tokens'] });
    expect(await api.ask({ ...hello, max_tokens: 2 })).toMatchObject({
      stop_reason: 'max_tokens',
      content: [{ type: 'text', text: 'a long t' }],
      usage: { output_tokens: 2 },
    });
    expect(await api.ask({ ...hello, tools: [sort], max_tokens: 2 })).toMatchObject({
      stop_reason: 'max_tokens',
      content: [{ type: 'tool_use', input: {} }],
    });
  });

  it('stops at the sequence that it is told', async () => {
    await using api = await open({ replies: ['first\nsecond'] });
    expect(await api.ask({ ...hello, stop_sequences: ['second', '\n s'.trim()] })).toMatchObject({
      stop_reason: 'stop_sequence',
      stop_sequence: 's',
      content: [{ text: 'fir' }],
    });
  });
});

describe('a fault, to the real SDK', () => {
  it.each([
    ['overloaded', {}, Anthropic.OverloadedError, 'overloaded_error'],
    ['server-error', { status: 529 }, Anthropic.OverloadedError, 'overloaded_error'],
    ['spend-limit-reached', {}, Anthropic.RateLimitError, 'rate_limit_error'],
    ['rate-limited', { advice: 'none' }, Anthropic.RateLimitError, 'rate_limit_error'],
    ['request-too-large', {}, Anthropic.ContentTooLargeError, 'request_too_large'],
    ['unauthorized', { status: 401 }, Anthropic.AuthenticationError, 'authentication_error'],
    ['html-page', {}, Anthropic.InternalServerError, null],
    ['reset-before-reply', {}, Anthropic.APIConnectionError, null],
  ])('%s %j is a %p', async (fault, params, type, word) => {
    await using api = await open({ fault, params });
    const error = await api.ask(hello).catch((e: unknown) => e as InstanceType<typeof Anthropic.APIError>);
    expect(error).toBeInstanceOf(type);
    expect((error as { type: unknown }).type).toBe(word);
    const [call] = await api.simulator.end();
    expect(call!.fault).toMatchObject({ kind: fault, leaves: 'lost' });
    expect(call!.fault!.undelivered).toBeUndefined();
  });

  it('tells by its code that no retry helps, and the SDK retries it all the same', async () => {
    await using api = await open({ fault: 'spend-limit-reached' });
    const client = new Anthropic({ baseURL: api.simulator.url, apiKey: 'key', authToken: null, maxRetries: 0 });
    await expect(client.messages.create(hello)).rejects.toMatchObject({ errorCode: 'enforced_spend_limit_reached' });
    await using again = await open({ fault: 'spend-limit-reached' });
    await new Anthropic({
      baseURL: again.simulator.url,
      apiKey: 'key',
      authToken: null,
      maxRetries: 1,
    }).messages.create(hello);
    const calls = await again.simulator.end();
    expect(calls.map(({ reply }) => reply.status)).toEqual([429, 200]);
    expect(calls[0]!.fault).toMatchObject({ permanent: true });
  });

  it.each(['extra-fields', 'key-order', 'escaped-unicode', 'byte-slices'])('%s changes nothing', async (fault) => {
    const said = async (struck: { fault?: string }) => {
      await using api = await open({ replies: [{ category: 'billing', score: 7 }], ...struck });
      return JSON.parse(textOf(await api.ask(structured)));
    };
    expect(await said({ fault })).toEqual(await said({}));
  });
});
