import { describe, expect, it } from '@jest/globals';
import type OpenAI from 'openai';
import type { ResponseInput, ResponseStreamEvent } from 'openai/resources/responses/responses';
import { isValid } from '../../../src/contract/json-schema.ts';
import type { ParamValues } from '../../../src/fault/fault.ts';
import { modelApi } from './model-api.ts';

const place = { type: 'object', required: ['city'], properties: { city: { type: 'string', minLength: 3 } } };
const lookUp = { type: 'function' as const, name: 'look_up', parameters: place, strict: false };
const hello = { model: 'gpt-4o-mini', input: 'Sort this ticket, as json.' };
const spoken = 'Grüße 😀 aus "Köln": zweimal belastet.';

async function events(client: OpenAI, body: object = {}): Promise<ResponseStreamEvent[]> {
  const all: ResponseStreamEvent[] = [];
  for await (const event of await client.responses.create({ ...hello, ...body, stream: true })) all.push(event);
  return all;
}

describe('a response, to the real SDK', () => {
  it('says what the contract lets the model say, and tells its tokens', async () => {
    await using api = await modelApi({ replies: [spoken] });
    const response = await api.client.responses.create({ ...hello, reasoning: { effort: 'low' } });
    expect(response).toMatchObject({ status: 'completed', output_text: spoken });
    expect(response.output.map(({ type }) => type)).toEqual(['reasoning', 'message']);
    const { input_tokens, output_tokens, total_tokens } = response.usage!;
    expect(total_tokens).toBe(input_tokens + output_tokens);
    expect((await api.simulator.end())[0]).toMatchObject({ operation: 'responses', flaws: [], tokens: total_tokens });
  });

  it('is the same when it is streamed, by its events and by the helper', async () => {
    await using api = await modelApi({ replies: [spoken] });
    const all = await events(api.client);
    expect(all.map((event) => (event.type === 'response.output_text.delta' ? event.delta : '')).join('')).toBe(spoken);
    expect(all.map(({ sequence_number }) => sequence_number)).toEqual(all.map((_, i) => i));
    expect([all[0]!.type, all.at(-1)!.type]).toEqual(['response.created', 'response.completed']);
    const final = await api.client.responses.stream(hello).finalResponse();
    expect(final).toMatchObject({ status: 'completed', output_text: spoken });
  });

  it.each([false, true])('calls a tool, and answers when it has the result; streamed: %s', async (streamed) => {
    await using api = await modelApi({ replies: [spoken] });
    const ask = (input: ResponseInput) => {
      const body = { ...hello, input, tools: [lookUp] };
      return streamed ? api.client.responses.stream(body).finalResponse() : api.client.responses.create(body);
    };
    const input: ResponseInput = [{ role: 'user', content: 'How warm is it?' }];
    const { output } = await ask(input);
    const [call] = output;
    if (call?.type !== 'function_call') throw new Error('no call');
    expect([call.name, isValid(place, JSON.parse(call.arguments))]).toEqual(['look_up', true]);
    const result = { type: 'function_call_output' as const, call_id: call.call_id, output: '7' };
    const answer = await ask([...input, call, result] as ResponseInput);
    expect(answer.output.map((item) => item.type === 'message' && item.content)).toMatchObject([[{ text: spoken }]]);
    expect((await api.simulator.end()).map(({ flaws }) => flaws)).toEqual([[], []]);
  });

  it('gives structured output, stops at max_output_tokens, and takes what came before as known', async () => {
    await using api = await modelApi();
    const format = { type: 'json_schema' as const, name: 'place', schema: place };
    const structured = await api.client.responses.create({ ...hello, text: { format } });
    expect(isValid(place, JSON.parse(structured.output_text))).toBe(true);
    await using other = await modelApi({ replies: ['word '.repeat(40)] });
    const cut = await other.client.responses.create({
      ...hello,
      max_output_tokens: 16,
      previous_response_id: 'resp_0',
    });
    expect(cut).toMatchObject({
      status: 'incomplete',
      incomplete_details: { reason: 'max_output_tokens' },
      previous_response_id: 'resp_0',
    });
  });
});

describe('what the real API refuses', () => {
  const output = { type: 'function_call_output', call_id: 'call_7', output: '' };
  const call = { type: 'function_call', call_id: 'call_7', name: 'look_up', arguments: '{}' };
  it.each([
    ['no input', { model: 'm' }, 'input', 'missing_required_parameter'],
    ['the messages of chat completions', { model: 'm', messages: [] }, 'messages', 'unsupported_parameter'],
    ['an unknown role', { ...hello, input: [{ role: 'wizard', content: 'x' }] }, 'input[0].role', 'invalid_value'],
    ['a result that nobody asked for', { ...hello, input: [output] }, 'input', null],
    ['a call without its result', { ...hello, input: [call] }, 'input', null],
    ['a temperature of 99', { ...hello, temperature: 99 }, 'temperature', 'decimal_above_max_value'],
    ['three tokens at most', { ...hello, max_output_tokens: 3 }, 'max_output_tokens', 'integer_below_min_value'],
    ['tools that are a word', { ...hello, tools: 'yes' }, 'tools', 'invalid_type'],
    [
      'a tool in the form of chat',
      { ...hello, tools: [{ type: 'function', function: lookUp }] },
      'tools[0].name',
      'missing_required_parameter',
    ],
    [
      'a form without a name',
      { ...hello, text: { format: { type: 'json_schema' } } },
      'text.format.name',
      'missing_required_parameter',
    ],
  ])('%s', async (_, body, param, code) => {
    await using api = await modelApi();
    const asked = api.client.responses.create(body as never);
    await expect(asked).rejects.toMatchObject({ status: 400, param, code });
    expect((await api.simulator.end())[0]!.flaws).toHaveLength(1);
  });
});

describe('a fault of a response, to the real SDK', () => {
  const struck = (fault: string, params: ParamValues = {}) =>
    modelApi({ operation: 'responses', replies: [spoken], fault, params });

  it.each([
    ['failed-response', 'failed', ''],
    ['reasoning-only', 'completed', ''],
    ['refused-answer', 'completed', ''],
  ])('%s resolves all the same, streamed or not', async (fault, status, text) => {
    await using api = await struck(fault);
    expect(await api.client.responses.create(hello)).toMatchObject({ status, output_text: text });
    await using again = await struck(fault);
    const final = await again.client.responses.stream(hello).finalResponse();
    expect(final).toMatchObject({ status, output_text: text });
  });

  it.each(['cut-at-length', 'content-filter'])('%s gives half a text that is incomplete', async (fault) => {
    await using api = await struck(fault);
    const { status, output_text: text } = await api.client.responses.create(hello);
    expect([status, spoken.startsWith(text), text.length < spoken.length]).toEqual(['incomplete', true, true]);
    await using again = await struck(fault);
    expect((await events(again.client)).at(-1)!.type).toBe('response.incomplete');
  });

  it('unknown-event: whoever reads the events gets them all; the helper throws', async () => {
    await using api = await struck('unknown-event');
    const all = await events(api.client);
    expect(all.map(({ type }) => type as string)).toContain('response.x_added_later');
    expect(all.at(-1)!.type).toBe('response.completed');
  });

  it('error-in-stream is an error event', async () => {
    await using api = await struck('error-in-stream', { after: 50, behind: 'nothing' });
    const all = await events(api.client).catch((error: unknown) => String(error));
    expect(JSON.stringify(all)).toContain('overloaded');
  });

  it('missing-terminator: the helper takes a response in progress for the final one', async () => {
    await using api = await struck('missing-terminator', { content: 'all' });
    expect(await api.client.responses.stream(hello).finalResponse()).toMatchObject({ status: 'in_progress' });
  });
});
