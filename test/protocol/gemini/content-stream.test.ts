import { type GenerateContentParameters, type GenerateContentResponse, GoogleGenAI } from '@google/genai';
import { describe, expect, it } from '@jest/globals';
import { openModel, type Told } from '../struck.ts';

// The client is the real SDK; the list of JSON, which it does not ask for, is read by hand.

const input = { category: 'billing', note: 'Zweimal belastet 😀' };
const schema = {
  type: 'object',
  required: ['category', 'note'],
  properties: { category: { enum: ['billing', 'delivery'] }, note: { type: 'string' } },
};
const hello: GenerateContentParameters = { model: 'gemini-2.5-flash', contents: 'Sort this ticket.' };
const withFunction = {
  ...hello,
  config: { tools: [{ functionDeclarations: [{ name: 'sort', parametersJsonSchema: schema }] }] },
};
const thoughtful = { ...hello, config: { thinkingConfig: { includeThoughts: true } } };

async function open(told: Told = {}) {
  const simulator = await openModel('gemini', 'generate', { replies: ['Grüße 😀, „you“.', input], ...told });
  const { models } = new GoogleGenAI({ apiKey: 'key', httpOptions: { baseUrl: simulator.url } });
  return {
    simulator,
    whole: (body: GenerateContentParameters) => models.generateContent(body),
    /** The chunks, and the error that ended them. */
    async chunks(body: GenerateContentParameters) {
      const chunks: GenerateContentResponse[] = [];
      try {
        for await (const chunk of await models.generateContentStream(body)) chunks.push(chunk);
        return { chunks };
      } catch (error) {
        return { chunks, error: error as Error };
      }
    },
    [Symbol.asyncDispose]: () => simulator[Symbol.asyncDispose](),
  };
}

const textOf = (chunks: readonly GenerateContentResponse[]) => chunks.map(({ text }) => text ?? '').join('');
const partsOf = (chunks: readonly GenerateContentResponse[]) =>
  chunks.flatMap(({ candidates }) => candidates?.[0]?.content?.parts ?? []).filter(({ text }) => text !== '');

describe('streamed content, to the real SDK', () => {
  it('says the same as the whole, bit by bit', async () => {
    await using api = await open();
    const { chunks, error } = await api.chunks(hello);
    const whole = await api.whole(hello);
    expect([textOf(chunks), error]).toEqual([whole.text, undefined]);
    expect(chunks.length).toBeGreaterThan(3);
    expect(chunks.map(({ candidates }) => candidates![0]!.finishReason).filter(Boolean)).toEqual(['STOP']);
    expect(chunks.at(-1)!.usageMetadata).toEqual(whole.usageMetadata);
    expect((await api.simulator.end()).map(({ operation, flaws }) => [operation, flaws])).toEqual([
      ['generate', []],
      ['generate', []],
    ]);
  });

  it.each([
    ['calls', withFunction],
    ['thoughts', thoughtful],
  ])('says the same as the whole: %s', async (_, body) => {
    await using api = await open();
    const parts = partsOf((await api.chunks(body)).chunks);
    const whole = partsOf([await api.whole(body)]);
    expect(parts.map(({ functionCall }) => functionCall).filter(Boolean)).toEqual(
      whole.map(({ functionCall }) => functionCall).filter(Boolean),
    );
    for (const thought of [true, undefined]) {
      const said = (all: typeof parts) => all.map((p) => (p.thought === thought ? (p.text ?? '') : '')).join('');
      expect(said(parts)).toBe(said(whole));
    }
  });

  it('is one list of JSON for who does not ask for events', async () => {
    await using api = await open();
    const read = async (method: string) => {
      const body = JSON.stringify({ contents: [{ parts: [{ text: 'Sort this ticket.' }] }] });
      const headers = { 'content-type': 'application/json' };
      const url = `${api.simulator.url}/v1beta/models/gemini-2.5-flash:${method}?key=k`;
      return await (await fetch(url, { method: 'POST', headers, body })).json();
    };
    const chunks = (await read('streamGenerateContent')) as GenerateContentResponse[];
    const texts = partsOf(chunks).map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(2);
    expect(texts.join('')).toBe(partsOf([(await read('generateContent')) as GenerateContentResponse])[0]!.text);
  });
});

describe('a fault of a stream, to the real SDK', () => {
  it('an error in its middle is an error with a status', async () => {
    await using api = await open({ fault: 'error-in-stream', params: { after: 50, behind: 'nothing' } });
    const { chunks, error } = await api.chunks(hello);
    expect([textOf(chunks).startsWith('Grüße'), textOf(chunks).includes('you')]).toEqual([true, false]);
    expect(error).toMatchObject({ name: 'ApiError', status: 503 });
  });

  it('an orderly end in its middle is no error, and no reason to finish', async () => {
    await using api = await open({ fault: 'missing-terminator', params: { content: 'half' } });
    const { chunks, error } = await api.chunks(hello);
    expect(error).toBeUndefined();
    expect(chunks.some(({ candidates }) => candidates![0]!.finishReason)).toBe(false);
  });

  it.each([
    ['blocked-prompt', { reason: 'SAFETY' }],
    ['empty-stop', { content: 'no parts' }],
    ['finished-for-safety', { reason: 'SAFETY' }],
    ['thought-to-the-end', {}],
    ['cut-at-max-tokens', {}],
  ])('%s is no error', async (fault, params) => {
    await using api = await open({ fault, params });
    const config = { responseMimeType: 'application/json', responseJsonSchema: schema };
    const { chunks, error } = await api.chunks({ ...hello, config });
    expect(error).toBeUndefined();
    expect(() => JSON.parse(textOf(chunks))).toThrow(/JSON/);
    expect((await api.simulator.end())[0]!.fault!.undelivered).toBeUndefined();
  });

  it.each(['frames-at-once', 'split-frames', 'other-event-spelling'])('%s changes nothing', async (fault) => {
    await using api = await open({ fault, params: { spelling: 'CRLF', pieces: 'single bytes' } });
    const { chunks, error } = await api.chunks(hello);
    expect([textOf(chunks), error]).toEqual(['Grüße 😀, „you“.', undefined]);
    expect((await api.simulator.end())[0]!.fault!.undelivered).toBeUndefined();
  });
});
