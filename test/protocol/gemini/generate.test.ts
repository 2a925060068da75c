import {
  ApiError,
  FinishReason,
  FunctionCallingConfigMode,
  type GenerateContentParameters,
  GoogleGenAI,
  Type,
} from '@google/genai';
import { describe, expect, it } from '@jest/globals';
import { isValid } from '../../../src/contract/json-schema.ts';
import { openModel, type Told } from '../struck.ts';

// The client is the real SDK: what it takes for content is what components see.

const verdict = {
  type: 'object',
  required: ['category', 'score'],
  properties: { category: { enum: ['billing', 'delivery'] }, score: { type: 'integer', minimum: 0, maximum: 10 } },
  additionalProperties: false,
};
/** The same in the dialect of OpenAPI. */
const dialect = {
  type: Type.OBJECT,
  required: ['category', 'score'],
  properties: {
    category: { type: Type.STRING, format: 'enum', enum: ['billing', 'delivery'] },
    score: { type: Type.INTEGER, minimum: 0, maximum: 10 },
    note: { type: Type.STRING, nullable: true, maxLength: '5' },
  },
  propertyOrdering: ['category', 'score', 'note'],
};
const hello: GenerateContentParameters = { model: 'gemini-2.5-flash', contents: 'Sort this ticket.' };
const asked = (config: NonNullable<GenerateContentParameters['config']>) => ({ ...hello, config });
const structured = asked({ responseMimeType: 'application/json', responseSchema: dialect });
const sort = { name: 'sort', parametersJsonSchema: verdict };
const close = {
  name: 'close',
  parameters: { type: Type.OBJECT, required: ['id'], properties: { id: { type: Type.STRING } } },
};
const functions = { tools: [{ functionDeclarations: [sort, close] }] };

async function open(told: Told = {}) {
  const simulator = await openModel('gemini', 'generate', told);
  const { models } = new GoogleGenAI({ apiKey: 'key', httpOptions: { baseUrl: simulator.url } });
  return {
    simulator,
    ask: (body: GenerateContentParameters) => models.generateContent(body),
    [Symbol.asyncDispose]: () => simulator[Symbol.asyncDispose](),
  };
}

describe('the simulated Gemini API, to the real SDK', () => {
  it('says something, and tells the tokens that it tells the client', async () => {
    await using api = await open();
    const { text, candidates, usageMetadata, modelVersion, responseId } = await api.ask(hello);
    expect(text!.length).toBeGreaterThan(10);
    expect({ modelVersion, reason: candidates![0]!.finishReason }).toEqual({
      modelVersion: hello.model,
      reason: 'STOP',
    });
    expect(responseId).toMatch(/^[0-9a-f]{8}$/);
    const [call] = await api.simulator.end();
    expect(call).toMatchObject({ operation: 'generate', flaws: [], tokens: usageMetadata!.totalTokenCount });
  });

  it('says what the contract lets it say, where the request asks for that', async () => {
    const reply = { category: 'billing', score: 7 };
    await using api = await open({ replies: ['just words', reply] });
    expect(JSON.parse((await api.ask(structured)).text!)).toEqual(reply);
  });

  it.each([
    ['in the dialect of OpenAPI', structured],
    ['in JSON Schema', asked({ responseMimeType: 'application/json', responseJsonSchema: verdict })],
  ])('answers to the schema that the request asks for %s', async (_, request) => {
    for (let seed = 0; seed < 10; seed++) {
      await using api = await open({ seed });
      const said = JSON.parse((await api.ask(request)).text!);
      const { note = null, ...rest } = said;
      expect({ said, valid: isValid(verdict, rest), brief: (note ?? '').length <= 5 }).toEqual({
        said,
        valid: true,
        brief: true,
      });
    }
  });

  it('says the same for the same seed, and not for all seeds', async () => {
    const said = async (seed: number) => {
      await using api = await open({ seed });
      return (await api.ask(structured)).text;
    };
    expect(await said(5)).toBe(await said(5));
    expect(new Set(await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(said))).size).toBeGreaterThan(1);
  });

  it('calls a function with valid arguments, and answers when it has the result', async () => {
    await using api = await open();
    const first = await api.ask(asked(functions));
    const [call] = first.functionCalls!;
    expect({ name: call!.name, valid: isValid(verdict, call!.args) }).toEqual({ name: 'sort', valid: true });
    const answer = await api.ask({
      ...asked(functions),
      contents: [
        { role: 'user', parts: [{ text: 'Sort this ticket.' }] },
        first.candidates![0]!.content!,
        { role: 'user', parts: [{ functionResponse: { name: 'sort', response: { output: '7' } } }] },
      ],
    });
    expect(answer.functionCalls).toBeUndefined();
    expect(answer.text!.length).toBeGreaterThan(10);
  });

  it('calls several functions at once where the contract lets it', async () => {
    const calls = [
      { functionCall: { name: 'sort', args: { category: 'billing', score: 1 } } },
      { functionCall: { name: 'close', args: { id: 't-1' } } },
    ];
    await using api = await open({ replies: [calls] });
    const { functionCalls } = await api.ask(asked(functions));
    expect(functionCalls).toMatchObject(calls.map(({ functionCall }) => functionCall));
  });

  it.each([
    [FunctionCallingConfigMode.NONE, undefined, undefined],
    [FunctionCallingConfigMode.ANY, undefined, 'sort'],
    [FunctionCallingConfigMode.ANY, ['close'], 'close'],
  ])('calls what it may: %s %j', async (mode, allowed, name) => {
    await using api = await open();
    const config = { mode, ...(allowed ? { allowedFunctionNames: allowed } : {}) };
    const { functionCalls } = await api.ask(asked({ ...functions, toolConfig: { functionCallingConfig: config } }));
    expect(functionCalls?.[0]?.name).toBe(name);
  });

  it('wants its signature back, from the third generation on', async () => {
    await using api = await open();
    const third = { ...asked(functions), model: 'gemini-3-pro-preview' };
    const { candidates } = await api.ask(third);
    const [part] = candidates![0]!.content!.parts!;
    expect(part!.thoughtSignature).toEqual(expect.any(String));
    const again = (call: object) =>
      api.ask({
        ...third,
        contents: [
          { role: 'user', parts: [{ text: 'Sort this ticket.' }] },
          { role: 'model', parts: [call] },
          { role: 'user', parts: [{ functionResponse: { name: 'sort', response: {} } }] },
        ],
      });
    await expect(again(part!)).resolves.toMatchObject({ modelVersion: third.model });
    await expect(again({ functionCall: part!.functionCall })).rejects.toThrow(/missing a thought_signature/);
  });

  it('shows its thoughts where they are asked for', async () => {
    await using api = await open();
    const { candidates, text, usageMetadata } = await api.ask(asked({ thinkingConfig: { includeThoughts: true } }));
    const [thought, said] = candidates![0]!.content!.parts!;
    expect(thought).toMatchObject({ thought: true, text: expect.any(String) });
    expect(text).toBe(said!.text);
    expect(usageMetadata!.thoughtsTokenCount).toBeGreaterThan(0);
  });

  it('stops at maxOutputTokens, and at the sequence that it is told', async () => {
    await using api = await open({ replies: ['a long text that does not fit into two tokens'] });
    const cut = await api.ask(asked({ maxOutputTokens: 2 }));
    expect([cut.text, cut.candidates![0]!.finishReason]).toEqual(['a long t', FinishReason.MAX_TOKENS]);
    const stopped = await api.ask(asked({ stopSequences: ['text'] }));
    expect([stopped.text, stopped.candidates![0]!.finishReason]).toEqual(['a long ', FinishReason.STOP]);
  });

  it('gives as many candidates as asked for', async () => {
    await using api = await open();
    expect((await api.ask(asked({ candidateCount: 3 }))).candidates!.map((c) => c.index ?? 0)).toEqual([0, 1, 2]);
  });
});

describe('a fault, to the real SDK', () => {
  it.each([
    ['model-unavailable', {}, 503, 'UNAVAILABLE'],
    ['quota-with-retry-info', { quota: 'per day' }, 429, 'RESOURCE_EXHAUSTED'],
    ['rate-limited', { advice: 'none' }, 429, 'RESOURCE_EXHAUSTED'],
    ['unauthorized', { status: 401 }, 401, 'UNAUTHENTICATED'],
    ['server-error', { status: 500 }, 500, 'INTERNAL'],
  ])('%s %j is an ApiError', async (fault, params, status, word) => {
    await using api = await open({ fault, params });
    const error = await api.ask(hello).catch((e: unknown) => e as ApiError);
    expect(error).toBeInstanceOf(ApiError);
    const told = JSON.parse((error as ApiError).message).error;
    expect({ status: (error as ApiError).status, word: told.status }).toEqual({ status, word });
    if (fault === 'quota-with-retry-info') expect(told.details[1]).toMatchObject({ retryDelay: '40463.5s' });
    const [call] = await api.simulator.end();
    expect(call!.fault).toMatchObject({ kind: fault, leaves: 'lost' });
    expect(call!.fault!.undelivered).toBeUndefined();
  });

  // None of these is an error to the client: whoever reads `text` gets undefined, and nothing else.
  it.each([
    ['blocked-prompt', { reason: 'SAFETY' }, { promptFeedback: { blockReason: 'SAFETY' } }],
    ['no-candidates', {}, {}],
    ['empty-stop', { content: 'no parts' }, { candidates: [{ finishReason: 'STOP' }] }],
    ['empty-stop', { content: 'without parts' }, { candidates: [{ finishReason: 'STOP' }] }],
    ['finished-for-safety', { reason: 'RECITATION' }, { candidates: [{ finishReason: 'RECITATION' }] }],
    ['thought-to-the-end', {}, { candidates: [{ finishReason: 'MAX_TOKENS' }] }],
  ])('%s %j is a reply without a text', async (fault, params, shown) => {
    await using api = await open({ fault, params });
    const reply = await api.ask(hello);
    expect(reply.text).toBeUndefined();
    expect(reply).toMatchObject(shown);
    const [call] = await api.simulator.end();
    expect(call!.fault).toMatchObject({ kind: fault, leaves: 'tainted' });
  });

  it('malformed-function-call is a reply without a call', async () => {
    await using api = await open({ fault: 'malformed-function-call' });
    const reply = await api.ask(asked(functions));
    expect(reply.functionCalls).toBeUndefined();
    expect(reply.candidates![0]).toMatchObject({ finishReason: 'MALFORMED_FUNCTION_CALL' });
    await using wordy = await open({ fault: 'malformed-function-call' });
    await wordy.ask(hello);
    expect((await wordy.simulator.end())[0]!.fault!.undelivered).toBe('its healthy reply calls no function');
  });
});
