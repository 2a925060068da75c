import { describe, expect, it } from '@jest/globals';
import type OpenAI from 'openai';
import type { ChatCompletionCreateParamsBase } from 'openai/resources/chat/completions';
import { isValid } from '../../../src/contract/json-schema.ts';
import { requestBytes } from '../../dependencies.ts';
import { RawSocket } from '../../raw-socket.ts';
import { modelApi } from './model-api.ts';

// The client is the real SDK: what it takes for a stream, and for its end, is what components see.

const place = { type: 'object', required: ['city'], properties: { city: { type: 'string', minLength: 3 } } };
const hello = { model: 'gpt-4o-mini', messages: [{ role: 'user' as const, content: 'Sort this ticket, as json.' }] };
const spoken = 'Grüße 😀 aus "Köln": zweimal belastet.';

async function chunks(client: OpenAI, body: Partial<ChatCompletionCreateParamsBase> = {}) {
  const all: OpenAI.ChatCompletionChunk[] = [];
  for await (const chunk of await client.chat.completions.create({ ...hello, ...body, stream: true })) all.push(chunk);
  return all;
}
const textOf = (all: readonly OpenAI.ChatCompletionChunk[]) =>
  all.map(({ choices }) => choices[0]?.delta.content ?? '').join('');

describe('a streamed chat completion, to the real SDK', () => {
  it('comes in deltas and says the same as one that is not streamed', async () => {
    await using api = await modelApi({ replies: [spoken] });
    const all = await chunks(api.client);
    expect(textOf(all)).toBe(spoken);
    expect(all.length).toBeGreaterThan(5);
    expect(new Set(all.map(({ object }) => object))).toEqual(new Set(['chat.completion.chunk']));
    expect(all.map(({ choices }) => choices[0]!.finish_reason).filter(Boolean)).toEqual(['stop']);
    expect(all.some(({ usage }) => usage)).toBe(false);
    const { choices, usage } = await api.client.chat.completions.create(hello);
    expect(choices[0]!.message.content).toBe(spoken);
    const calls = await api.simulator.end();
    expect(calls.map(({ tokens, reply }) => [tokens, reply.end])).toEqual([
      [usage!.total_tokens, 'complete'],
      [usage!.total_tokens, 'complete'],
    ]);
  });

  it('tells the usage last, if that is asked for', async () => {
    await using api = await modelApi({ replies: [spoken] });
    const all = await chunks(api.client, { stream_options: { include_usage: true } });
    expect(all.map(({ usage }) => Boolean(usage))).toEqual([...all.slice(1).map(() => false), true]);
    expect(all.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: expect.any(Number) } });
  });

  it('is whole for the helper that puts it together', async () => {
    await using api = await modelApi({ replies: [spoken] });
    const stream = api.client.chat.completions.stream({ ...hello, n: 2 });
    const { choices } = await stream.finalChatCompletion();
    expect(choices.map(({ message, finish_reason }) => [message.content, finish_reason])).toEqual([
      [spoken, 'stop'],
      [spoken, 'stop'],
    ]);
  });

  it('calls a tool with its arguments piece by piece, and answers when it has the result', async () => {
    await using api = await modelApi({ replies: [spoken] });
    const runner = api.client.chat.completions.runTools({
      ...hello,
      stream: true,
      tools: [
        {
          type: 'function',
          function: { name: 'look_up', parameters: place, parse: JSON.parse, function: city, description: '' },
        },
      ],
    });
    expect(await runner.finalContent()).toBe(spoken);
    expect(seen).toHaveLength(1);
    expect(isValid(place, seen[0])).toBe(true);
    expect((await api.simulator.end()).map(({ flaws }) => flaws)).toEqual([[], []]);
  });

  it('gives structured output that the schema takes', async () => {
    await using api = await modelApi();
    const schema = { ...place, additionalProperties: false };
    const all = await chunks(api.client, {
      response_format: { type: 'json_schema', json_schema: { name: 'place', schema, strict: true } },
    });
    expect(isValid(schema, JSON.parse(textOf(all)))).toBe(true);
  });

  it('is refused where the real API refuses it', async () => {
    await using api = await modelApi();
    const body = { ...hello, stream_options: { include_usage: true } };
    await expect(api.client.chat.completions.create(body)).rejects.toMatchObject({
      status: 400,
      param: 'stream_options',
    });
  });
});

const seen: unknown[] = [];
function city(args: unknown): string {
  seen.push(args);
  return '7 degrees';
}

describe('a fault of a stream, to the real SDK', () => {
  it.each([
    ['missing-terminator', { content: 'all' }, 'stream'],
    ['corrupt-frame', { pick: 1 }, 'raw'],
    ['error-in-stream', { after: 50, behind: 'nothing' }, 'raw'],
    ['cut-frame', { after: 50, ends: 'reset' }, 'raw'],
  ] as const)('%s %j is an error', async (fault, params, reader) => {
    await using api = await modelApi({ replies: [spoken], fault, params });
    const read =
      reader === 'raw' ? chunks(api.client) : api.client.chat.completions.stream(hello).finalChatCompletion();
    await expect(read).rejects.toThrow();
    expect((await api.simulator.end())[0]!.fault).toMatchObject({ kind: fault, leaves: 'lost' });
  });

  it.each(['split-frames', 'frames-at-once', 'keepalives-between', 'other-event-spelling', 'byte-slices', 'chunked'])(
    '%s changes nothing',
    async (fault) => {
      const params = { 'split-frames': { pieces: 'single bytes' }, 'other-event-spelling': { spelling: 'CRLF' } };
      const as = { chunked: { as: 'tiny chunks' }, ...params }[fault] ?? {};
      await using api = await modelApi({ replies: [spoken], fault, params: as as Record<string, string> });
      expect(textOf(await chunks(api.client))).toBe(spoken);
      expect((await api.simulator.end())[0]!.fault).toMatchObject({ kind: fault, leaves: 'intact' });
    },
  );

  it('marks the text of a stream that is lost', async () => {
    await using api = await modelApi({ replies: [spoken], fault: 'missing-terminator', params: { content: 'all' } });
    const text = textOf(await chunks(api.client));
    const [call] = await api.simulator.end();
    expect(text).toBe(`${spoken} ${call!.fault!.marker}`);
  });

  it('is silent after frames that have all arrived, each as a chunk of its own', async () => {
    await using api = await modelApi({ replies: [spoken], fault: 'stalled-stream', params: { after: 50 } });
    using socket = await RawSocket.to(api.simulator.port);
    await socket.send(requestBytes('POST /v1/chat/completions', { ...hello, stream: true }));
    await socket.until(({ bytes }) => bytes.includes('chat.completion.chunk'));
    await socket.quiet(100);
    const sent = socket.bytes.toString();
    const [call] = await api.simulator.end();
    const healthy = (await chunks(api.client)).length + 1;
    expect(call!.reply).toMatchObject({ end: 'open', bytes: socket.bytes.length });
    const frames = sent.slice(sent.indexOf('\r\n\r\n') + 4).split(/\r\n[0-9a-f]+\r\n|^[0-9a-f]+\r\n/);
    expect(call!.fault!.detail).toBe(`silence after ${frames.length - 1} of ${healthy} frames`);
    for (const frame of frames.slice(1)) expect(frame.trimEnd()).toMatch(/^data: \{"id":.*\}$/);
  });
});
