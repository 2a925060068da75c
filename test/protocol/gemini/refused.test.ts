import { describe, expect, it } from '@jest/globals';
import { openModel } from '../struck.ts';

// What the real API refuses: the client has no strings of its own for it, so the bytes are looked at.

const said = (role: string | undefined, ...parts: unknown[]) => ({ ...(role ? { role } : {}), parts });
const text = { text: 'hi' };
const hello = { contents: [said('user', text)] };
const call = { functionCall: { name: 'sort', args: {} } };
const result = { functionResponse: { name: 'sort', response: { output: 7 } } };
const declared = (...functionDeclarations: object[]) => ({ ...hello, tools: [{ functionDeclarations }] });
const config = (generationConfig: object) => ({ ...hello, generationConfig });
const answer = (responseSchema: object) => config({ responseMimeType: 'application/json', responseSchema });

async function post(body: unknown, { key = '?key=k', headers = {}, method = ':generateContent' } = {}) {
  await using simulator = await openModel('gemini', 'generate');
  const response = await fetch(`${simulator.url}/v1beta/models/gemini-2.5-flash${method}${key}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
  const { error } = (await response.json()) as {
    error: { message: string; status: string; code: number; details?: object[] };
  };
  const [seen] = await simulator.end();
  return { status: response.status, error, call: seen!, unsupported: simulator.unsupported };
}

describe('what the real API refuses', () => {
  it.each([
    ['no contents', {}, 'contents is not specified'],
    ['no JSON', '{"contents": [', 'Invalid JSON payload received'],
    ['a member of another API', { ...hello, messages: [] }, 'Unknown name "messages": Cannot find field.'],
    ['a setting of another API', config({ max_tokens: 5 }), 'Unknown name "max_tokens" at \'generation_config\''],
    ['a role of another API', { contents: [said('assistant', text)] }, 'Please use a valid role: user, model.'],
    ['no parts', { contents: [said('user')] }, 'contents[0].parts: contents.parts must not be empty.'],
    [
      'a part of nothing',
      { contents: [said('user', {})] },
      "required oneof field 'data' must have one initialized field",
    ],
    ['a part of two things', { contents: [said('user', { ...text, ...call })] }, "required oneof field 'data'"],
    [
      'a number as text',
      { contents: [said('user', { text: 7 })] },
      "Invalid value at 'contents[0].parts[0].text' (TYPE_STRING), 7",
    ],
    ['a temperature of 3', config({ temperature: 3 }), 'temperature must be in the range [0.0, 2.0].'],
    ['no room for an answer', config({ maxOutputTokens: 0 }), 'max_output_tokens must be positive.'],
    [
      'a schema without the type',
      config({ responseSchema: { type: 'STRING' } }),
      'only allowed when `response_mime_type`',
    ],
    ['a type that is none', answer({ type: 'TEXT' }), "Invalid value at 'generation_config.response_schema.type'"],
    ['a list of nothing', answer({ type: 'ARRAY' }), 'generation_config.response_schema.items: missing field.'],
    ['a word of JSON Schema', answer({ type: 'OBJECT', properties: { a: { const: 1 } } }), 'Unknown name "const"'],
    [
      'a property that is not there',
      answer({ type: 'OBJECT', properties: {}, required: ['a'] }),
      'required[0]: property is not defined',
    ],
    ['a function without a name', declared({ description: 'x' }), 'Invalid function name.'],
    ['a function twice', declared({ name: 'a' }, { name: 'a' }), 'Duplicate function declaration found: a'],
    [
      'functions and JSON',
      { ...declared({ name: 'a' }), ...config({ responseMimeType: 'application/json' }) },
      'is unsupported',
    ],
    [
      'a result that nobody asked for',
      { contents: [said('user', text), said('user', result)] },
      'function response turn comes immediately after',
    ],
    [
      'a call behind the model',
      { contents: [said('user', text), said('model', text), said('model', call), said('user', result)] },
      'function call turn comes immediately after',
    ],
    [
      'one result for two calls',
      { contents: [said('user', text), said('model', call, call), said('user', result)] },
      'number of function response parts is equal',
    ],
    [
      'a call without a result',
      { contents: [said('user', text), said('model', call), said('user', text)] },
      'number of function response parts is equal',
    ],
    [
      'a result that is a text',
      {
        contents: [
          said('user', text),
          said('model', call),
          said('user', { functionResponse: { name: 'sort', response: '7' } }),
        ],
      },
      'google.protobuf.Struct',
    ],
  ])('%s', async (_, body, words) => {
    const { status, error, call: seen } = await post(body);
    expect({ status, code: error.code, word: error.status }).toEqual({
      status: 400,
      code: 400,
      word: 'INVALID_ARGUMENT',
    });
    expect(error.message).toContain(words);
    expect(seen).toMatchObject({ operation: 'generate', flaws: [{ at: expect.stringMatching(/^body/) }] });
  });

  it('who names no key', async () => {
    const { status, error, call: seen } = await post(hello, { key: '' });
    expect([status, error.status, seen.flaws[0]!.at]).toEqual([403, 'PERMISSION_DENIED', 'key']);
  });

  it('what is not there', async () => {
    const { status, error, call: seen } = await post(hello, { method: ':complete' });
    expect([status, error.status, seen.flaws[0]!.at]).toEqual([404, 'NOT_FOUND', 'call']);
  });
});

describe('what the real API takes', () => {
  it.each<[string, object, object?]>([
    [
      'names with underscores',
      { ...hello, generation_config: { max_output_tokens: 5, response_mime_type: 'text/plain' } },
    ],
    ['a single item without its list', { contents: { parts: text } }],
    ['a prompt of the system', { ...hello, systemInstruction: said(undefined, text) }],
    [
      'a property that is called like a setting',
      answer({ type: 'OBJECT', properties: { max_tokens: { type: 'STRING' } }, required: ['max_tokens'] }),
    ],
    [
      'results of two calls in two contents',
      { contents: [said('user', text), said('model', call, call), said('user', result), said('user', result)] },
    ],
    ['a key in a header', hello, { key: '', headers: { 'x-goog-api-key': 'k' } }],
  ])('%s', async (_, body, options = {}) => {
    const { status, error, call: seen, unsupported } = await post(body, options);
    expect({ status, error, flaws: seen.flaws, unsupported }).toEqual({
      status: 200,
      error: undefined,
      flaws: [],
      unsupported: undefined,
    });
  });
});
