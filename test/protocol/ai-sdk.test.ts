import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { describe, expect, it } from '@jest/globals';
import { embedMany, generateText, jsonSchema, type LanguageModel, Output, stepCountIs, streamText, tool } from 'ai';
import type { Simulator } from '../../src/rig/simulator/simulator.ts';
import { asked, named } from './opened.ts';

// Many components speak to models through this SDK: its ordinary calls have to succeed.

const text = 'Your parcel arrives on Friday.';
const verdict = { category: 'delivery', score: 7 };
const schema = jsonSchema<typeof verdict>({
  type: 'object',
  required: ['category', 'score'],
  properties: { category: { enum: ['billing', 'delivery'] }, score: { type: 'integer' } },
  additionalProperties: false,
});
const openai = ({ url }: Simulator) => createOpenAI({ baseURL: `${url}/v1`, apiKey: 'key' });
const prompt = 'Sort this ticket, as json.';

const models: [string, string, (simulator: Simulator) => LanguageModel, string][] = [
  ['openai.chat()', 'openai', (simulator) => openai(simulator).chat('gpt-4o-mini'), 'chat'],
  ['openai()', 'openai', (simulator) => openai(simulator)('gpt-4o-mini'), 'responses'],
  [
    'anthropic()',
    'anthropic',
    ({ url }) => createAnthropic({ baseURL: `${url}/v1`, apiKey: 'key' })('claude-sonnet-4-6'),
    'messages',
  ],
];

describe.each(models)('the ai SDK, with a healthy %s', (_, protocol, modelOf, operation) => {
  const ask = (use: (model: LanguageModel) => Promise<unknown>) =>
    asked(protocol, { replies: [text, verdict] }, (simulator) => use(modelOf(simulator)));

  it('generateText() gives the text, and the tokens that were counted', async () => {
    const { got, calls } = await ask(async (model) => {
      const { text: said, finishReason, usage } = await generateText({ model, prompt });
      return { said, finishReason, tokens: usage.totalTokens };
    });
    expect(named(calls)).toEqual([operation]);
    expect(got).toEqual({ said: text, finishReason: 'stop', tokens: calls[0]!.tokens });
  });

  it('streamText() gives the same, bit by bit', async () => {
    const { got, calls } = await ask(async (model) => {
      const { textStream, finishReason } = streamText({ model, prompt });
      const pieces: string[] = [];
      for await (const piece of textStream) pieces.push(piece);
      return [pieces, await finishReason];
    });
    const [pieces, reason] = got as [string[], string];
    expect([pieces.join(''), reason, named(calls)]).toEqual([text, 'stop', [operation]]);
    expect(pieces.length).toBeGreaterThan(1);
  });

  it('gives an object to a schema', async () => {
    const { got, calls } = await ask(async (model) => {
      const { output } = await generateText({ model, prompt, output: Output.object({ schema }) });
      return output;
    });
    expect([got, named(calls)]).toEqual([verdict, [operation]]);
  });

  it('uses a tool, and answers with its result', async () => {
    const { got, calls } = await ask(async (model) => {
      const tools = { sort: tool({ inputSchema: schema, execute: async ({ score }) => `sorted ${score}` }) };
      const { steps, text: said } = await generateText({ model, prompt, tools, stopWhen: stepCountIs(3) });
      return [steps.map(({ finishReason }) => finishReason), said];
    });
    expect([got, named(calls)]).toEqual([
      [['tool-calls', 'stop'], text],
      [operation, operation],
    ]);
  });
});

it('embedMany() of the ai SDK gives a vector for each text', async () => {
  const { got, calls } = await asked('openai', {}, async (simulator) => {
    const model = openai(simulator).embedding('text-embedding-3-small');
    return (await embedMany({ model, values: ['one', 'two', 'three'] })).embeddings.map(({ length }) => length);
  });
  expect([got, named(calls)]).toEqual([[1536, 1536, 1536], ['embeddings']]);
});
