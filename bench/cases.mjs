// How many cases a second a run plays: `npm run bench:cases`.
// The component is trivial and calls nobody, so that what is measured is the harness: the thorough plan is generated,
// played, written to the journal and judged by every check, as `run` does it. Beside it, in turn and in the same round,
// bare loops ask the same process on the same route for the same thing again and again, one request after the other
// over one keep-alive connection. The client that comes with Node is what cases are compared with; bytes that are
// written to a socket, and not even read as HTTP, are told as well. Some cases share one healthy request that shows
// that the component is still well.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import net from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { JournalFile } from '../dist/cli/store.js';
import { judge, loadContract, plan, run } from '../dist/index.js';
import { inputsOf } from '../dist/plan/inputs.js';
import { profiles } from '../dist/plan/plan.js';

const rounds = Number(process.argv[2] ?? 9);
const limit = 0.5;
// Short, so that what else the machine does strikes both alike.
const bareMilliseconds = 300;
// As many as `run` launches by default.
const manyRigs = Math.min(12, 3 * availableParallelism());
const profile = 'thorough';
const seed = 1;

const file = new URL('cases/contract.yaml', import.meta.url).pathname;
const { contract: launching } = loadContract(file);
const order = Buffer.from(JSON.stringify({ item: 'a bicycle', amount: 3, notes: ['to the back door'] }));

/** Runs `ask` again and again for some milliseconds; resolves to replies per second. */
async function loop(ask) {
  const began = performance.now();
  let replies = 0;
  for (; performance.now() - began < bareMilliseconds; replies++) await ask();
  return (replies / (performance.now() - began)) * 1000;
}

/** Bytes written to a socket that stays open; every reply of this component comes in one piece. */
async function overSocket(port) {
  const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
  const head = `POST /orders HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: keep-alive\r\ncontent-type: application/json\r\ncontent-length: ${order.length}\r\n\r\n`;
  const bytes = Buffer.concat([Buffer.from(head), order]);
  const perSecond = await loop(
    () =>
      new Promise((resolve) => {
        socket.once('data', resolve);
        socket.write(bytes);
      }),
  );
  socket.destroy();
  return perSecond;
}

/** The same on a connection of its own for each request: what cases cost that share none. */
async function overFreshSockets(port) {
  const bytes = Buffer.from(
    `POST /orders HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: ${order.length}\r\n\r\n${order}`,
  );
  return loop(
    () =>
      new Promise((resolve) => {
        const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
        socket.write(bytes);
        socket.once('data', () => {
          socket.destroy();
          resolve();
        });
      }),
  );
}

/** The client that comes with Node. */
async function overAgent(port) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const options = {
    agent,
    port,
    host: '127.0.0.1',
    path: '/orders',
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': order.length },
  };
  const perSecond = await loop(
    () =>
      new Promise((resolve, reject) => {
        const sent = httpRequest(options, (reply) => reply.resume().once('end', resolve));
        sent.once('error', reject).end(order);
      }),
  );
  agent.destroy();
  return perSecond;
}

/** What it takes to generate the plan, in milliseconds. */
function generation(contract) {
  const began = performance.now();
  const learnt = Object.values(contract.upstream).map((operation) => ({
    operation: operation.name,
    inputs: inputsOf(operation, profiles[profile].inputs, seed).map((input) => ({ input, calls: {} })),
  }));
  plan(contract, learnt, new Map(), { seed, profile, only: [] });
  return performance.now() - began;
}

/** The contract of a component that runs already. */
function contractOf(port) {
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-bench-'));
  const text = readFileSync(file, 'utf8').replace(/ +command: .*\n +env: .*\n/, `    url: http://127.0.0.1:${port}\n`);
  writeFileSync(join(folder, 'contract.yaml'), text);
  const { contract } = loadContract(join(folder, 'contract.yaml'));
  rmSync(folder, { recursive: true });
  return contract;
}

/** Plays the whole plan as `run` does; times in milliseconds. The start of the first component does not count. */
async function play(contract, rigs) {
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-bench-'));
  const parts = { messy: 0, healthy: 0, journal: 0, judging: 0 };
  const seen = [];
  let cases = 0;
  let planned = 0;
  let ended = 0;
  const journal = new JournalFile(folder, contract, { seed, profile });
  const result = await run(contract, {
    seed,
    profile,
    only: [],
    rigs,
    shrink: false,
    bail: false,
    dryRun: false,
    record(role, trial, observation) {
      const began = performance.now();
      journal.add(role, trial, observation);
      parts.journal += performance.now() - began;
      seen.push(observation);
    },
    listen(event) {
      if (event.kind === 'planned') planned = performance.now();
      if (event.kind === 'played' && event.done === event.cases) [cases, ended] = [event.cases, performance.now()];
    },
  });
  journal[Symbol.dispose]();
  rmSync(folder, { recursive: true });
  if (result.verdict !== 'holds') throw new Error(`the component is correct, and the run says: ${result.verdict}`);
  let requests = seen.length;
  for (const { answer, aftermath } of seen) {
    parts.messy += answer.ended;
    if (aftermath.between) continue;
    parts.healthy += aftermath.waited;
    requests++;
  }
  // The same once more, on copies: what was recognised before is not known of them.
  const copies = seen.map((observation) => structuredClone(observation));
  const began = performance.now();
  for (const copy of copies) judge(contract, copy);
  parts.judging = performance.now() - began;
  const generated = generation(contract);
  const took = ended - planned + generated;
  return { perSecond: (cases / took) * 1000, cases, requests, took, parts: { generation: generated, ...parts } };
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

const child = fork(new URL('cases/component.mjs', import.meta.url), { env: { ...process.env, PORT: '0' } });
const [{ port }] = await once(child, 'message');
const running = contractOf(port);
const measured = [];
// The first round finds everything cold, and does not count.
for (let round = 0; round <= rounds; round++) {
  const row = {
    socket: await overSocket(port),
    agent: await overAgent(port),
    fresh: await overFreshSockets(port),
    one: await play(running, 1),
    many: await play(launching, manyRigs),
  };
  if (round === 0) continue;
  measured.push(row);
  const { socket, agent, fresh, one, many } = row;
  console.log(
    `round ${round}  bare socket ${socket.toFixed(0)}/s   node:http agent ${agent.toFixed(0)}/s   fresh sockets ${fresh.toFixed(0)}/s   cases: one rig ${one.perSecond.toFixed(0)}/s, ${manyRigs} rigs ${many.perSecond.toFixed(0)}/s`,
  );
}
child.kill();

const last = measured.at(-1).one;
const share = (ms) => `${((ms / last.cases) * 1000).toFixed(0)} µs`;
const rest = last.took - Object.values(last.parts).reduce((sum, ms) => sum + ms, 0);
console.log(`\nwhere the time of a case goes, one rig, ${last.cases} cases:`);
for (const [name, ms] of Object.entries({ ...last.parts, rest })) console.log(`  ${name.padEnd(10)} ${share(ms)}`);
console.log(`  ${'together'.padEnd(10)} ${share(last.took)}\n`);

const bare = { agent: 'the node:http agent', socket: 'a bare socket', fresh: 'a fresh socket for each request' };
const rigs = { one: 'one rig', many: `${manyRigs} rigs that launch the component, as run does` };
const ratios = {};
for (const how of Object.keys(rigs))
  for (const beside of Object.keys(bare)) {
    const ratio = median(measured.map((row) => row[how].perSecond / row[beside]));
    ratios[`${how} ${beside}`] = ratio;
    const { requests, cases } = last;
    console.log(
      `${rigs[how]}, beside ${bare[beside]}: ${ratio.toFixed(2)} in cases a second, ${((ratio * requests) / cases).toFixed(2)} in requests a second`,
    );
  }
const reached = ratios['one agent'];
console.log(
  `\n${reached >= limit ? '✓' : '✗'} one rig plays ${reached.toFixed(2)} × the cases that a bare keep-alive loop of the node:http agent sends requests; at least ${limit} × is wanted`,
);
console.log(`  beside a bare socket, which reads no HTTP, it is ${ratios['one socket'].toFixed(2)} ×`);
process.exit(reached >= limit ? 0 : 1);
