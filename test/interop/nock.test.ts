import https from 'node:https';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import OpenAI from 'openai';
import { type Intercepted, type InterceptOptions, intercept } from '../../src/interop/nock.ts';

const contract = 'contracts/triage.contract.yaml';
const origins = { llm: 'https://api.openai.com' };
const question = { model: 'gpt-4o-mini', messages: [{ role: 'user' as const, content: 'Sort this ticket.' }] };
const answer = 'The customer was charged twice and asks for a refund.';

beforeAll(() => nock.disableNetConnect());
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

let installed: Intercepted | undefined;
afterEach(() => installed?.remove());
function serve(options: InterceptOptions = {}): void {
  installed = intercept(contract, { dependency: 'llm', origins, ...options });
}

const client = () => new OpenAI({ apiKey: 'key', maxRetries: 0 });
const ask = () => client().chat.completions.create(question);

/** A call of the client that Node has had from the beginning: its status and text, or the code of its error. */
function viaHttps(): Promise<{ status?: number; text?: string; code?: string | undefined }> {
  const headers = { authorization: 'Bearer key', 'content-type': 'application/json' };
  return new Promise((resolve) => {
    const failed = ({ code }: NodeJS.ErrnoException) => resolve({ code });
    const call = https.request('https://api.openai.com/v1/chat/completions', { method: 'POST', headers }, (reply) => {
      let text = '';
      reply.on('data', (data) => {
        text += data;
      });
      reply.on('end', () => resolve({ status: reply.statusCode!, text }));
      reply.on('error', failed);
    });
    call.on('error', failed);
    call.end(JSON.stringify(question));
  });
}

describe('nock', () => {
  it('is answered as by the simulated dependency: with fetch, with node:https, as a stream', async () => {
    serve();
    expect((await ask()).choices[0]!.message.content).toContain(answer);
    const { status, text } = await viaHttps();
    expect([status, JSON.parse(text!).choices[0].message.content]).toEqual([200, expect.stringContaining(answer)]);
    let streamed = '';
    for await (const { choices } of await client().chat.completions.create({ ...question, stream: true }))
      streamed += choices[0]?.delta.content ?? '';
    expect(streamed).toContain(answer);
  });

  it('rate-limited', async () => {
    serve({ faults: ['rate-limited'] });
    await expect(ask()).rejects.toMatchObject({ status: 429 });
    expect(await viaHttps()).toMatchObject({ status: 429 });
  });

  it('lets the client try again by itself', async () => {
    serve({ faults: [{ fault: 'server-error', recurs: 'first' }] });
    const again = new OpenAI({ apiKey: 'key', maxRetries: 1 });
    expect((await again.chat.completions.create(question)).choices[0]!.message.content).toContain(answer);
  });

  it('refused: with the code of the system', async () => {
    serve({ faults: ['refused'] });
    expect(await viaHttps()).toEqual({ code: 'ECONNREFUSED' });
    await expect(ask()).rejects.toBeInstanceOf(OpenAI.APIConnectionError);
  });

  it('reset-inside-reply: the body breaks', async () => {
    serve({ faults: [{ fault: 'reset-inside-reply', params: { after: 90 } }] });
    expect(await viaHttps()).toEqual({ code: 'ECONNRESET' });
    await expect(ask()).rejects.toThrow('terminated');
  });

  it('unparsable-arguments and other words of a model', async () => {
    serve({ faults: ['null-content'] });
    expect((await ask()).choices[0]!.message.content).toBeNull();
  });

  it('leaves nothing behind, and other interceptors alone', async () => {
    const other = nock('https://api.example.com').get('/').reply(200, 'other');
    const { remove } = intercept(contract, { dependency: 'llm', origins, faults: ['silence'] });
    const waiting = ask();
    await new Promise((resolve) => setTimeout(resolve, 20));
    remove();
    await expect(waiting).rejects.toBeInstanceOf(OpenAI.APIConnectionError);
    await expect(ask()).rejects.toThrow();
    expect(other.isDone()).toBe(false);
    expect(await (await fetch('https://api.example.com/')).text()).toBe('other');
    expect(nock.activeMocks()).toEqual([]);
  });

  it('says at once what cannot be had', () => {
    expect(() => intercept(contract, { dependency: 'llm', origins, faults: ['second-reply'] })).toThrow(
      /`second-reply` cannot be shown by interception.*`shakedown mock` with `shakedown fault llm second-reply`/,
    );
    expect(nock.activeMocks()).toEqual([]);
  });
});
