import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Observation } from '../../src/observation/observation.ts';
import { type Ended, folder, shakedown } from './cli.ts';

// A component that cannot be told where anything is: it streams from a model API over https with fetch, and asks a
// service over http with node:http. It gives up for itself on what is too slow.
const app = `
import { createServer, request } from 'node:http';
const post = { method: 'POST', headers: { 'content-type': 'application/json', authorization: 'Bearer ' + process.env.KEY } };
async function said(content) {
  const body = JSON.stringify({ model: 'gpt-4o-mini', stream: true, messages: [{ role: 'user', content }] });
  const reply = await fetch('https://api.openai.com/v1/chat/completions', { ...post, body, signal: AbortSignal.timeout(700) });
  if (!reply.ok) throw new Error('status ' + reply.status);
  let text = '';
  for await (const piece of reply.body.pipeThrough(new TextDecoderStream())) text += piece;
  if (!text.includes('data: [DONE]')) throw new Error('it broke off');
  const events = text.split('\\n').filter((line) => line.startsWith('data: {'));
  return events.map((line) => JSON.parse(line.slice(6)).choices[0]?.delta.content ?? '').join('');
}
const state = () => new Promise((resolve, reject) => {
  const call = request('http://orders.internal:8080/latest', { timeout: 700 }, async (reply) => {
    try {
      let text = '';
      for await (const piece of reply) text += piece;
      const state = JSON.parse(text).state;
      if (reply.statusCode !== 200 || !['open', 'sent'].includes(state)) throw new Error('no state');
      resolve(state);
    } catch (error) { reject(error); }
  });
  call.on('timeout', () => call.destroy(new Error('too slow'))).on('error', reject).end();
});
createServer(async (asked, answer) => {
  const say = (status, body) => answer.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (asked.url === '/healthz') return say(200, {});
  try {
    say(200, { degraded: false, said: await said('Where is it?'), state: await state() });
  } catch (error) {
    say(200, { degraded: true });
  }
}).listen(process.env.PORT, '127.0.0.1');
`;

const contract = `shakedown: 1
component:
  name: support
  launch:
    command: node app.mjs
    env: { PORT: "\${port}", KEY: "\${secret.openai}" }
    ready: GET /healthz
upstream:
  answer:
    call: GET /answer
    answers:
      ok: { status: 200, where: { /degraded: false }, body: { type: object, required: [said, state] } }
      degraded: { status: 200, where: { /degraded: true } }
    budget: { deadline: 3s, calls: { llm: 1, orders: 1 } }
downstream:
  llm:
    protocol: openai
    origin: https://api.openai.com
    on-failure: degraded
    replies: [It arrives on Friday.]
  orders:
    protocol: http
    origin: http://orders.internal:8080
    on-failure: degraded
    operations:
      latest:
        call: GET /latest
        returns: { body: { type: object, required: [state], properties: { state: { enum: [open, sent] } } } }
`;

interface JournalEntry {
  readonly trial: string;
  readonly observation: Observation;
}

/** Trial → how the call ended that its fault struck: as a simulator saw it. */
const faults = {
  'answer/llm/reset-inside-reply/first': 'reset',
  // The component gives up, and its simulator is told.
  'answer/llm/silence/first': 'abandoned',
  'answer/orders/close-inside-reply/first': 'closed',
} as const;

describe('a component with hard-coded origins', () => {
  let ended: Ended;
  let observations: readonly JournalEntry[];
  beforeAll(async () => {
    using project = folder({ 'package.json': '{}', 'app.mjs': app, 'a.contract.yaml': contract });
    const trials = [...Object.keys(faults), 'answer/none/healthy', 'answer/llm/expired-certificate/every'];
    const args = ['--profile', 'quick', '--rigs', '1', '--no-shrink', ...trials.flatMap((trial) => ['--only', trial])];
    ended = await shakedown(['a.contract.yaml', ...args], project.path);
    const lines = readFileSync(join(project.path, '.shakedown/support.ndjson'), 'utf8').trim().split('\n');
    observations = lines.slice(1).map((line) => JSON.parse(line) as JournalEntry);
  });
  const seen = (trial: string) => observations.filter((one) => one.trial === trial).map((one) => one.observation);

  it('is tried as any other: it holds, and knows a certificate that has expired', () => {
    expect(ended).toMatchObject({ code: 0, stdout: expect.stringContaining('✓ support holds: in all 5 trials') });
    expect(seen('answer/llm/expired-certificate/every')).toMatchObject([
      { met: [{ fault: { kind: 'expired-certificate' } }] },
    ]);
  });

  it('streams over https with fetch, and asks over http with node:http', () => {
    const healthy = seen('answer/none/healthy');
    expect(healthy.length).toBeGreaterThan(0);
    for (const { calls, answer } of healthy) {
      expect(calls).toMatchObject([
        { dependency: 'llm', operation: 'chat', flaws: [], reply: { status: 200, end: 'complete' } },
        { dependency: 'orders', operation: 'latest', flaws: [], reply: { status: 200, end: 'complete' } },
      ]);
      expect(answer).toMatchObject({ kind: 'response', status: 200 });
      expect(JSON.stringify(answer)).toContain('It arrives on Friday.');
    }
  });

  it.each(Object.entries(faults))('%s: the call ended %s', (trial, end) => {
    const struck = seen(trial).flatMap(({ calls }) => calls.filter(({ fault }) => fault));
    expect(struck).toMatchObject([{ fault: { kind: trial.split('/')[2] }, reply: { end } }]);
  });

  it('is not tried where it cannot be led, lest it calls the real service', async () => {
    const unled = contract.replace('node app.mjs', 'env -u NODE_OPTIONS node app.mjs');
    using project = folder({ 'package.json': '{}', 'app.mjs': app, 'a.contract.yaml': unled });
    const { code, stdout } = await shakedown(['a.contract.yaml', '--rigs', '1'], project.path);
    expect({ code, stdout }).toEqual({
      code: 3,
      stdout: expect.stringContaining(
        'support cannot be led from https://api.openai.com to the simulator: it does not run on Node, or was started without NODE_OPTIONS',
      ),
    });
  });
});
