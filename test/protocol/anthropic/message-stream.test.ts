import Anthropic from '@anthropic-ai/sdk';
import type { MessageCreateParamsNonStreaming, MessageStreamEvent } from '@anthropic-ai/sdk/resources/messages';
import { describe, expect, it } from '@jest/globals';
import { openModel, type Told } from '../struck.ts';

// The client is the real SDK: its iterator shows the events as they are, its helper puts the message together.

const input = { category: 'billing', note: 'Zweimal belastet 😀' };
const schema = {
  type: 'object' as const,
  required: ['category', 'note'],
  properties: { category: { enum: ['billing', 'delivery'] }, note: { type: 'string' } },
  additionalProperties: false,
};
const hello: MessageCreateParamsNonStreaming = {
  model: 'claude-sonnet-4-6',
  max_tokens: 2000,
  messages: [{ role: 'user', content: 'Sort this ticket.' }],
};
const withTool = { ...hello, tools: [{ name: 'sort', input_schema: schema }] };
const structured = { ...hello, output_config: { format: { type: 'json_schema' as const, schema } } };
const thoughtful = { ...hello, thinking: { type: 'enabled' as const, budget_tokens: 1024 } };

async function open(told: Told = {}) {
  const simulator = await openModel('anthropic', 'messages', { replies: ['Grüße 😀, „you“.', input], ...told });
  const { messages } = new Anthropic({
    baseURL: simulator.url,
    apiKey: 'key',
    authToken: null,
    maxRetries: 0,
    timeout: 10_000,
    logLevel: 'off',
  });
  return {
    simulator,
    /** The whole, where it is not streamed. */
    whole: (body: MessageCreateParamsNonStreaming) => messages.create(body),
    /** What the helper makes of the stream. */
    final: (body: MessageCreateParamsNonStreaming) => messages.stream(body).finalMessage(),
    /** The events, and the error that ended them. */
    async events(body: MessageCreateParamsNonStreaming) {
      const events: MessageStreamEvent[] = [];
      try {
        for await (const event of await messages.create({ ...body, stream: true })) events.push(event);
        return { events };
      } catch (error) {
        return { events, error: error as InstanceType<typeof Anthropic.APIError> };
      }
    },
    [Symbol.asyncDispose]: () => simulator[Symbol.asyncDispose](),
  };
}

const unnamed = ({ id: _, _request_id: __, ...message }: Anthropic.Message & { _request_id?: string | null }) =>
  JSON.parse(JSON.stringify(message).replaceAll(/toolu_\w+/g, 'toolu'));

describe('a streamed message, to the real SDK', () => {
  it.each([
    ['a text', hello],
    ['structured output', structured],
    ['the use of a tool', withTool],
    ['thoughts', thoughtful],
    ['an end of its tokens', { ...hello, max_tokens: 2 }],
  ])('says the same as the whole: %s', async (_, body) => {
    await using api = await open();
    const { parsed_output: __, ...streamed } = (await api.final(body)) as Anthropic.Message & {
      parsed_output?: unknown;
    };
    expect(unnamed(streamed)).toEqual(unnamed(await api.whole(body)));
    expect((await api.simulator.end()).map(({ flaws, tokens }) => [flaws, tokens! > 5])).toEqual([
      [[], true],
      [[], true],
    ]);
  });

  it('comes bit by bit', async () => {
    await using api = await open();
    const { events } = await api.events(hello);
    expect(events.map(({ type }) => type).filter((type, i, all) => type !== all[i - 1])).toEqual([
      'message_start',
      'content_block_start',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop',
    ]);
    expect(events.filter(({ type }) => type === 'content_block_delta').length).toBeGreaterThan(2);
  });
});

const texts = (events: readonly MessageStreamEvent[]) =>
  events.map((e) => (e.type === 'content_block_delta' && e.delta.type === 'text_delta' ? e.delta.text : '')).join('');

describe('a fault of a stream, to the real SDK', () => {
  it.each([
    ['at its start', 0, ''],
    ['in its middle', 60, 'Grüße'],
  ])('an error %s has no status', async (_, after, part) => {
    await using api = await open({ fault: 'error-in-stream', params: { after, behind: 'nothing' } });
    const { events, error } = await api.events(hello);
    expect([texts(events).startsWith(part), texts(events).includes('you')]).toEqual([true, false]);
    expect(error).toBeInstanceOf(Anthropic.APIError);
    expect([error!.status, error!.type]).toEqual([undefined, 'overloaded_error']);
  });

  it('an orderly end without message_stop is no error to the iterator, and one to the helper', async () => {
    const told = { fault: 'missing-terminator', params: { content: 'half' } };
    await using api = await open(told);
    const { events, error } = await api.events(hello);
    expect([events.at(-1)!.type, error]).toEqual(['content_block_delta', undefined]);
    await using again = await open(told);
    await expect(again.final(hello)).rejects.toThrow(/stream ended without producing a Message/);
  });

  it('stop-without-end: the same, though all was said', async () => {
    await using api = await open({ fault: 'stop-without-end' });
    const { events, error } = await api.events(hello);
    expect([events.at(-1), error]).toMatchObject([{ delta: { stop_reason: 'end_turn' } }, undefined]);
    await using again = await open({ fault: 'stop-without-end' });
    await expect(again.final(hello)).rejects.toThrow(/stream ended without producing a Message/);
  });

  it('cut-tool-input, at the end of the tokens: the helper shows what looks like a use without input', async () => {
    await using api = await open({ fault: 'cut-tool-input', params: { reason: 'max_tokens' } });
    expect(await api.final(withTool)).toMatchObject({
      stop_reason: 'max_tokens',
      content: [{ type: 'tool_use', name: 'sort' }],
    });
    const told = (await api.simulator.end())[0]!;
    expect(told.fault).toMatchObject({
      kind: 'cut-tool-input',
      leaves: 'tainted',
      detail: expect.stringMatching(/pieces of the input$/),
    });
  });

  it('stop-for-refusal is a message without content', async () => {
    await using api = await open({ fault: 'stop-for-refusal' });
    expect(await api.final(hello)).toMatchObject({
      stop_reason: 'refusal',
      content: [],
      stop_details: { type: 'refusal' },
    });
  });

  it('cut-at-limit is a text that is no JSON', async () => {
    await using api = await open({ fault: 'cut-at-limit', params: { reason: 'max_tokens' } });
    const { events, error } = await api.events(structured);
    expect(error).toBeUndefined();
    expect(() => JSON.parse(texts(events))).toThrow(/JSON/);
  });

  it.each(['unknown-events', 'keepalives-between', 'frames-at-once', 'split-frames', 'other-event-spelling'])(
    '%s changes nothing',
    async (fault) => {
      const params = { spelling: 'CRLF', pieces: 'single bytes' };
      await using api = await open({ fault, params });
      const message = unnamed(await api.final(withTool));
      const [call] = await api.simulator.end();
      expect(call!.fault!.undelivered).toBeUndefined();
      await using healthy = await open();
      expect(message).toEqual(unnamed(await healthy.final(withTool)));
    },
  );

  it('unknown-block is skipped by who looks for what it knows', async () => {
    await using api = await open({ fault: 'unknown-block' });
    expect((await api.final(hello)).content).toMatchObject([{ type: 'text' }, { type: 'recollection' }]);
  });

  it('pings for ever, whatever the time limit: it ends with the headers', async () => {
    await using api = await open({ fault: 'endless-keepalives', params: { from: 'the start' } });
    const client = new Anthropic({
      baseURL: api.simulator.url,
      apiKey: 'key',
      authToken: null,
      maxRetries: 0,
      timeout: 100,
    });
    const stream = await client.messages.create({ ...hello, stream: true });
    const ended = (async () => {
      for await (const _ of stream);
      return 'ended';
    })().catch(() => 'ended');
    const later = new Promise((resolve) => setTimeout(() => resolve('still waits'), 400));
    expect(await Promise.race([ended, later])).toBe('still waits');
    stream.controller.abort();
    await ended;
  });
});
