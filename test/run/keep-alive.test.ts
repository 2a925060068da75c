import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Observation } from '../../src/observation/observation.ts';
import { loadContract } from '../../src/run/load.ts';
import { run } from '../../src/run/run.ts';

// A server that does with its connections what it likes. `take` decides what becomes of a request.
const server = (options: string, take: string) => `
import { createServer } from 'node:net';
const { readsAll = true, closesAfter = Infinity, closesWhenIdle = Infinity, repeats = 0 } = ${options};
const take = (body) => { ${take} };
let rejected = 0;
createServer({ noDelay: true }, (socket) => {
  let bytes = Buffer.alloc(0);
  let requests = 0;
  let idle;
  let again = '';
  const answer = ([status, body]) => {
    const text = JSON.stringify(body);
    const all = \`HTTP/1.1 \${status} X\\r\\ncontent-type: application/json\\r\\ncontent-length: \${Buffer.byteLength(text)}\\r\\n\\r\\n\${text}\`;
    socket.write(again + all);
    again = status === 400 && ++rejected === repeats ? all : '';
    if (closesWhenIdle < Infinity) idle = setTimeout(() => socket.destroy(), closesWhenIdle);
  };
  socket.on('error', () => {});
  socket.on('data', (data) => {
    clearTimeout(idle);
    bytes = Buffer.concat([bytes, data]);
    for (;;) {
      const end = bytes.indexOf('\\r\\n\\r\\n');
      if (end < 0) return;
      const head = bytes.subarray(0, end).toString('latin1');
      const length = Number(/content-length: *(\\d+)/i.exec(head)?.[1] ?? 0);
      if (bytes.length < end + 4 + length) return;
      const body = bytes.subarray(end + 4, end + 4 + length).toString();
      const strange = !/^(GET|POST) /.test(head);
      const taken = strange ? [400, { title: 'what is that?' }] : head.startsWith('GET') ? [200, {}] : take(body);
      // What is left of a body that it does not like stands before the next request.
      const left = !readsAll && taken[0] === 400 && !strange ? 3 : 0;
      bytes = bytes.subarray(end + 4 + length - Math.min(left, length));
      if (++requests >= closesAfter) return socket.resetAndDestroy();
      answer(taken);
    }
  });
}).listen(process.env.PORT, '127.0.0.1');
`;

const contract = (command: string) => `shakedown: 1
component:
  name: taker
  launch:
    command: ${command}
    env: { PORT: '\${port}' }
    ready: GET /healthz
upstream:
  take:
    call: POST /texts
    accepts:
      body: { type: object, required: [text], properties: { text: { type: string } } }
      examples: [{ text: Where is my parcel? }]
    answers:
      ok: { status: 200, body: { type: object, required: [taken] } }
      rejected: { status: [400, 415] }
    budget: { deadline: 2s }
downstream: {}
`;

const strict = `
  let text;
  try { text = JSON.parse(body).text; } catch {}
  return typeof text === 'string' ? [200, { taken: true }] : [400, { title: 'no text' }];
`;
// Rejected as it should be, but for a text that is null.
const careless = `
  let text;
  try { text = JSON.parse(body).text; } catch {}
  return typeof text === 'string' || text === null ? [200, { taken: true }] : [400, { title: 'no text' }];
`;
const takesNumbers = careless.replace('null', 'Number(text)');

async function played(options: object, take: string, only = 'take/input/{e,m,n,w}*') {
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-'));
  writeFileSync(join(folder, 'app.mjs'), server(JSON.stringify(options), take));
  writeFileSync(join(folder, 'taker.contract.yaml'), contract(`node ${join(folder, 'app.mjs')}`));
  const loaded = loadContract(join(folder, 'taker.contract.yaml'));
  if (!loaded.contract) throw new Error('the contract is wrong');
  const observations: Observation[] = [];
  try {
    const { verdict, findings } = await run(loaded.contract, {
      seed: 1,
      profile: 'quick',
      only: [only],
      rigs: 1,
      shrink: false,
      bail: false,
      dryRun: false,
      record: (_, __, observation) => observations.push(observation),
    });
    return { verdict, found: [...new Set(findings.map(({ check }) => check))], observations };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('a component that calls nobody', () => {
  it.each([
    ['closes connections that are idle', { closesWhenIdle: 1 }],
    ['resets a connection instead of a fourth answer', { closesAfter: 4 }],
    [
      'leaves a part of what it rejects unread, so that the next request over the same connection fails',
      { readsAll: false },
    ],
  ])('is not accused, if it %s', async (_, options) => {
    const { verdict, found } = await played(options, strict);
    expect({ verdict, found }).toEqual({ verdict: 'holds', found: [] });
  });

  it.each([
    ['closes connections that are idle', { closesWhenIdle: 1 }],
    ['resets a connection instead of a fourth answer', { closesAfter: 4 }],
    ['leaves a part of what it rejects unread', { readsAll: false }],
  ])('is told for what it does wrong, also if it %s', async (_, options) => {
    expect((await played(options, careless)).found).toEqual(['answers-as-expected']);
  });

  it('is asked once for several cases whether it is well, and each of them says so', async () => {
    const { observations } = await played({}, strict);
    const between = observations.map(({ aftermath }) => aftermath.between ?? 0);
    expect(Math.max(...between)).toBeGreaterThan(1);
    for (const { aftermath } of observations) expect(aftermath.recovered).toBeGreaterThan(0);
  });

  it('is told for an answer that another request would have got, to what was left unread before it', async () => {
    const only = 'take/input/{null-member,text-as-number,surrounding-space}';
    expect((await played({ readsAll: false }, takesNumbers, only)).found).toEqual(['answers-as-expected']);
  });

  it('is told for an answer that came late, to the next request', async () => {
    const only = 'take/input/{missing-member,null-member,text-as-number,surrounding-space}';
    expect((await played({ repeats: 2 }, takesNumbers, only)).found).toEqual(['answers-as-expected']);
  });
});
