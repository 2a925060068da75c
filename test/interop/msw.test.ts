import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setupServer } from 'msw/node';
import OpenAI from 'openai';
import { handlers, type InterceptedCall, type InterceptOptions } from '../../src/interop/msw.ts';

const contract = 'contracts/triage.contract.yaml';
const origins = { llm: 'https://api.openai.com', search: 'http://search.internal:9200' };
const question = { model: 'gpt-4o-mini', messages: [{ role: 'user' as const, content: 'Sort this ticket.' }] };
const answer = 'The customer was charged twice and asks for a refund.';

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterAll(() => server.close());

const client = () => new OpenAI({ apiKey: 'key', maxRetries: 0 });
const ask = () => client().chat.completions.create(question);
async function streamed(): Promise<string> {
  let text = '';
  for await (const { choices } of await client().chat.completions.create({ ...question, stream: true }))
    text += choices[0]?.delta.content ?? '';
  return text;
}

/** The model API, its calls answered with these faults. */
function serve(options: InterceptOptions = {}): readonly InterceptedCall[] {
  const calls: InterceptedCall[] = [];
  server.resetHandlers(...handlers(contract, { dependency: 'llm', origins, onCall: (c) => calls.push(c), ...options }));
  return calls;
}

describe('msw', () => {
  it('is answered as by the simulated dependency: whole and as a stream', async () => {
    const calls = serve();
    expect((await ask()).choices[0]!.message.content).toContain(answer);
    expect(await streamed()).toContain(answer);
    expect(calls).toMatchObject([
      { dependency: 'llm', operation: 'chat', flaws: [] },
      { dependency: 'llm', operation: 'chat', flaws: [] },
    ]);
  });

  it('refuses a request as the real service does, and tells what is wrong with it', async () => {
    const calls = serve({ faults: ['server-error'] });
    const wrong = client().chat.completions.create({ model: 'gpt-4o-mini', messages: [] });
    await expect(wrong).rejects.toMatchObject({ status: 400 });
    expect(calls[0]!.flaws).toHaveLength(1);
    expect(calls[0]!.fault).toBeUndefined();
  });

  it('rate-limited, at the first call alone: a retry is healthy', async () => {
    const calls = serve({ faults: [{ fault: 'rate-limited', recurs: 'first', params: { advice: 'none' } }] });
    await expect(ask()).rejects.toMatchObject({ status: 429 });
    expect((await ask()).choices[0]!.message.content).toContain(answer);
    expect(calls.map(({ fault }) => fault?.kind)).toEqual(['rate-limited', undefined]);
  });

  it('lets the client try again by itself: whoever cancels a body does not wait for the clone that MSW keeps', async () => {
    const calls = serve({ faults: [{ fault: 'server-error', recurs: 'first' }] });
    const again = new OpenAI({ apiKey: 'key', maxRetries: 1 });
    expect((await again.chat.completions.create(question)).choices[0]!.message.content).toContain(answer);
    expect(calls.map(({ fault }) => fault?.kind)).toEqual(['server-error', undefined]);
  });

  it('reset-before-reply: the call fails without a reply', async () => {
    serve({ faults: ['reset-before-reply'] });
    await expect(ask()).rejects.toBeInstanceOf(OpenAI.APIConnectionError);
  });

  it('reset-inside-reply: the stream breaks after what was sent', async () => {
    serve({ faults: [{ fault: 'reset-inside-reply', params: { after: 50 } }] });
    const seen: string[] = [];
    const read = async () => {
      for await (const { choices } of await client().chat.completions.create({ ...question, stream: true }))
        seen.push(choices[0]?.delta.content ?? '');
    };
    await expect(read()).rejects.toThrow('terminated');
    expect(seen.length).toBeGreaterThan(2);
    expect(JSON.stringify(seen.join(''))).not.toContain('refund.');
  });

  it('damaged-gzip: the client cannot unpack it', async () => {
    serve({ faults: ['damaged-gzip'] });
    const reply = await fetch('https://api.openai.com/v1/chat/completions', {
      method: 'POST',
      headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
      body: JSON.stringify(question),
    });
    expect(reply.status).toBe(200);
    await expect(reply.text()).rejects.toThrow();
  });

  it('silence lasts until the caller gives up', async () => {
    serve({ faults: ['silence'] });
    const impatient = new OpenAI({ apiKey: 'key', maxRetries: 0, timeout: 50 });
    await expect(impatient.chat.completions.create(question)).rejects.toBeInstanceOf(OpenAI.APIConnectionTimeoutError);
  });

  it('redirect-loop goes round until the client has enough', async () => {
    serve({ faults: ['redirect-loop'] });
    await expect(ask()).rejects.toBeInstanceOf(OpenAI.APIConnectionError);
  });

  it('answers at the origins of several dependencies', async () => {
    const calls = serve({ dependency: ['llm', 'search'] });
    const found = await fetch('http://search.internal:9200/search', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'refund', limit: 3 }),
    });
    expect(calls).toMatchObject([{ dependency: 'search', operation: 'similar', flaws: [] }]);
    expect(await found.json()).toHaveProperty('hits');
  });

  it.each([
    ['a fault that needs a socket', { faults: ['two-lengths'] }, /no bytes are read as HTTP.*`shakedown run`/],
    ['one that strikes connections', { faults: ['never-reads'] }, /nothing is connected/],
    ['one that is about TLS', { faults: ['expired-certificate'] }, /nothing is encrypted|not spoken to over TLS/],
    ['a value that needs a socket', { faults: [{ fault: 'odd-status', params: { status: 999 } }] }, /status 999/],
    ['a fault that there is not', { faults: ['rate-limit'] }, /Did you mean "rate-limited"/],
    ['a parameter that there is not', { faults: [{ fault: 'silence', params: { ms: 3 } }] }, /has no parameters/],
    ['a fault of another service', { faults: ['dimension-error'] }, /does not fit `llm`/],
    ['another dependency', { dependency: 'lm' }, /has no dependency "lm"/],
    ['a call before the first', { faults: [{ fault: 'silence', call: 0 }] }, /counted from 1/],
    ['no origin', { origins: {} }, /not known where `llm` is called/],
    ['an origin with a path', { origins: { llm: 'https://api.openai.com/v1' } }, /is no origin/],
    [
      'two with one origin',
      { dependency: ['llm', 'search'], origins: { llm: 'http://a', search: 'http://a' } },
      /same/,
    ],
  ] satisfies [string, InterceptOptions, RegExp][])('says at once what cannot be had: %s', (_, options, message) => {
    expect(() => handlers(contract, { dependency: 'llm', origins, ...options })).toThrow(message);
  });

  it('says what is wrong with a contract', () => {
    expect(() => handlers('package.json')).toThrow(/is not a contract/);
  });

  it('says so where a fault does not fit the call that it was wanted of', async () => {
    serve({ faults: [{ fault: 'cut-frame', operation: 'chat' }] });
    // MSW writes there what a handler throws.
    const said = jest.spyOn(console, 'error').mockImplementation(() => {});
    await expect(ask()).rejects.toMatchObject({ status: 500 });
    expect(said.mock.calls.flat().map(String).join()).toContain(
      '`cut-frame` cannot strike call 1 of `llm.chat`: its healthy reply is no stream.',
    );
    said.mockRestore();
  });
});
