import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from '@jest/globals';
import { openModel } from '../struck.ts';

// What the real API refuses, and how the SDK shows it.

const said = (content: unknown, role = 'user') => ({ role, content });
const hello = { model: 'claude-sonnet-4-6', max_tokens: 2000, messages: [said('hi')] };
const tool = { name: 'sort', input_schema: { type: 'object' } };
const use = (id: string) => ({ type: 'tool_use', id, name: 'sort', input: {} });
const result = (id: string) => ({ type: 'tool_result', tool_use_id: id, content: '7' });
const format = (schema: object) => ({ ...hello, output_config: { format: { type: 'json_schema', schema } } });

/** The error that the SDK makes of a refusal, and what the call is said to have been. */
async function refused(body: object, headers: Record<string, string | null> = {}, path = '') {
  await using simulator = await openModel('anthropic', 'messages');
  const client = new Anthropic({ baseURL: `${simulator.url}${path}`, apiKey: 'key', authToken: null, maxRetries: 0 });
  const error = await client.messages.create(body as never, { headers }).then(
    () => undefined,
    (e: unknown) => e as InstanceType<typeof Anthropic.APIError>,
  );
  const [call] = await simulator.end();
  return { error, call: call!, unsupported: simulator.unsupported };
}

describe('what the real API refuses', () => {
  it.each([
    ['no max_tokens', { ...hello, max_tokens: undefined }, 'max_tokens: Field required'],
    ['a temperature of 1.2', { ...hello, temperature: 1.2 }, 'temperature: range: 0..1'],
    ['no messages', { ...hello, messages: [] }, 'messages: at least one message is required'],
    ['a role of another API', { ...hello, messages: [said('x', 'tool')] }, 'messages: Unexpected role "tool".'],
    [
      'an answer before any question',
      { ...hello, messages: [said('x', 'assistant')] },
      'first message must use the "user" role',
    ],
    [
      'an empty text',
      { ...hello, messages: [said([{ type: 'text', text: '' }])] },
      'text content blocks must be non-empty',
    ],
    ['an empty message', { ...hello, messages: [said('')] }, 'messages.0: all messages must have non-empty content'],
    [
      'an unknown block',
      { ...hello, messages: [said([{ type: 'image_url' }])] },
      "messages.0.content.0: Input tag 'image_url'",
    ],
    [
      'space to go on from',
      { ...hello, messages: [said('x'), said('It is ', 'assistant')] },
      'cannot end with trailing whitespace',
    ],
    [
      'a use of a tool without its result',
      { ...hello, tools: [tool], messages: [said('x'), said([use('a'), use('b')], 'assistant'), said([result('a')])] },
      'messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: b.',
    ],
    [
      'a result behind other content',
      {
        ...hello,
        tools: [tool],
        messages: [said('x'), said([use('a')], 'assistant'), said([{ type: 'text', text: 'y' }, result('a')])],
      },
      'immediately after: a.',
    ],
    [
      'a result that nobody asked for',
      { ...hello, tools: [tool], messages: [said([result('a')])] },
      'messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: a.',
    ],
    [
      'input as a text of JSON',
      {
        ...hello,
        tools: [tool],
        messages: [said('x'), said([{ ...use('a'), input: '{}' }], 'assistant'), said([result('a')])],
      },
      'messages.1.content.0.tool_use.input: Input should be a valid dictionary',
    ],
    [
      'a tool of another API',
      { ...hello, tools: [{ type: 'function', function: tool }] },
      "tools.0: Input tag 'function'",
    ],
    ['a tool without a schema', { ...hello, tools: [{ name: 'sort' }] }, 'tools.0.custom.input_schema: Field required'],
    [
      'a schema that is none',
      { ...hello, tools: [{ name: 'sort', input_schema: { type: 'object', properties: { a: { type: 'text' } } } }] },
      'JSON schema is invalid',
    ],
    ['two tools of one name', { ...hello, tools: [tool, tool] }, 'tools: Tool names must be unique.'],
    [
      'a choice without tools',
      { ...hello, tool_choice: { type: 'any' } },
      'may only be specified while providing `tools`',
    ],
    [
      'a choice of an unknown tool',
      { ...hello, tools: [tool], tool_choice: { type: 'tool', name: 'x' } },
      "Tool 'x' not found",
    ],
    ['an open object', format({ type: 'object' }), "'additionalProperties' must be explicitly set to false"],
    [
      'a bound of a number',
      format({ type: 'integer', minimum: 0, maximum: 3 }),
      "For 'integer' type, properties maximum, minimum are not supported",
    ],
    [
      'little room to think',
      { ...hello, thinking: { type: 'enabled', budget_tokens: 5000 } },
      '`max_tokens` must be greater than `thinking.budget_tokens`',
    ],
    [
      'a member of another API',
      { ...hello, response_format: { type: 'json_object' } },
      'response_format: Extra inputs are not permitted',
    ],
  ])('%s: a BadRequestError of the SDK, and a flaw of the call', async (_, body, words) => {
    const { error, call } = await refused(body);
    expect(error).toBeInstanceOf(Anthropic.BadRequestError);
    expect(error!.type).toBe('invalid_request_error');
    expect(error!.apiMessage).toContain(words);
    expect(call.flaws).toEqual([{ at: expect.stringMatching(/^body\//), message: error!.apiMessage }]);
    expect((error!.error as { request_id: string }).request_id).toBe(error!.requestID);
  });

  it.each([
    ['no key', { 'x-api-key': null, authorization: null }, Anthropic.AuthenticationError, 'header/x-api-key'],
    ['no version', { 'anthropic-version': null }, Anthropic.BadRequestError, 'header/anthropic-version'],
  ])('%s', async (_, headers, type, at) => {
    const { error, call } = await refused(hello, headers);
    expect(error).toBeInstanceOf(type);
    expect(call.flaws).toMatchObject([{ at }]);
  });

  it('another path: a NotFoundError', async () => {
    const { error, call } = await refused(hello, {}, '/v1');
    expect(error).toBeInstanceOf(Anthropic.NotFoundError);
    expect(call).toMatchObject({ flaws: [{ at: 'call' }], request: { target: '/v1/v1/messages' } });
  });
});

describe('what the real API takes', () => {
  it.each<[string, object, Record<string, string | null>?]>([
    ['several messages of one role in a row', { ...hello, messages: [said('a'), said('b')] }],
    ['a beginning of the answer', { ...hello, messages: [said('a'), said('{', 'assistant')] }],
    [
      'results of several tools, and more',
      {
        ...hello,
        tools: [tool],
        messages: [
          said('x'),
          said([use('a'), use('b')], 'assistant'),
          said([result('b'), result('a'), { type: 'text', text: 'y' }]),
        ],
      },
    ],
    ['a tool that it describes itself', { ...hello, tools: [{ type: 'web_search_20250305', name: 'web_search' }] }],
    [
      'a system prompt in blocks',
      { ...hello, system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }] },
    ],
    ['a key as a bearer', hello, { 'x-api-key': null, authorization: 'Bearer token' }],
    [
      'what is not released, where that is asked for',
      { ...hello, context_management: {} },
      { 'anthropic-beta': 'context-management-2025-06-27' },
    ],
  ])('%s', async (_, body, headers = {}) => {
    const { error, call, unsupported } = await refused(body, headers);
    expect({ error, flaws: call.flaws, unsupported }).toEqual({ error: undefined, flaws: [], unsupported: undefined });
  });
});
