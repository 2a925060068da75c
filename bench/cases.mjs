// How many cases a second a run plays: `npm run bench:cases`.
// The component is trivial and calls nobody, so that what is measured is the harness: the thorough plan is generated,
// played, written to the journal and judged by every check, as `run` does it. Beside it, in turn and in the same round,
// bare loops ask the same process on the same route for the same thing again and again over keep-alive connections: one
// beside one rig, as many as there are rigs beside several. The client that comes with Node is what counts; a bare socket,
// which reads no HTTP, is shown as well. Left out are the kinds of mess that are about how long a request takes to be
// sent, or go over connections of their own: what they take is theirs and not the harness's.
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
import { profiles } from '../dist/plan/profile.js';

const rounds = Number(process.argv[2] ?? 9);
const limit = 0.5;
// Short, so that what else the machine does strikes both alike.
const bareMilliseconds = 300;
// As many as `run` launches by default.
const manyRigs = Math.min(12, 3 * availableParallelism());
// Slow on purpose, ten megabytes long, or on a connection of its own.
const slow = ['slow-body', 'split-body', 'chunked-body', 'ten-megabytes'];
const alone = ['caller-disconnects', 'repeated-request', 'unknown-method'];
const only = [`order/{none/healthy,input/!(${[...slow, ...alone].join('|')})}`];
const profile = 'thorough';
const seed = 1;

const file = new URL('cases/contract.yaml', import.meta.url).pathname;
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

/** The client that comes with Node, with one request after the other on each of its connections. */
async function overAgent(port, connections = 1) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const options = {
    agent,
    port,
    host: '127.0.0.1',
    path: '/orders',
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-length': order.length },
  };
  const ask = () =>
    new Promise((resolve, reject) => {
      const sent = httpRequest(options, (reply) => reply.resume().once('end', resolve));
      sent.once('error', reject).end(order);
    });
  const loops = await Promise.all(Array.from({ length: connections }, () => loop(ask)));
  agent.destroy();
  return loops.reduce((sum, perSecond) => sum + perSecond, 0);
}

/** What it takes to generate the plan, in milliseconds. */
function generation(contract) {
  const began = performance.now();
  const learnt = Object.values(contract.upstream).map((operation) => ({
    operation: operation.name,
    inputs: inputsOf(operation, profiles[profile].inputs, seed).map((input) => ({ input, calls: {} })),
  }));
  plan(contract, learnt, new Map(), { seed, profile, only });
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
    only,
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
    one: await play(running, 1),
    agents: await overAgent(port, manyRigs),
    many: await play(running, manyRigs),
  };
  if (round === 0) continue;
  measured.push(row);
  const { socket, agent, agents, one, many } = row;
  console.log(
    `round ${round}  a loop ${agent.toFixed(0)}/s (bare socket ${socket.toFixed(0)}/s), one rig ${one.perSecond.toFixed(0)} cases/s   ${manyRigs} loops ${agents.toFixed(0)}/s, ${manyRigs} rigs ${many.perSecond.toFixed(0)} cases/s`,
  );
}
child.kill();

const last = measured.at(-1).one;
const share = (ms) => `${((ms / last.cases) * 1000).toFixed(0)} µs`;
const rest = last.took - Object.values(last.parts).reduce((sum, ms) => sum + ms, 0);
console.log(`\nwhere the time of a case goes, one rig, ${last.cases} cases:`);
for (const [name, ms] of Object.entries({ ...last.parts, rest })) console.log(`  ${name.padEnd(10)} ${share(ms)}`);
console.log(`  ${'together'.padEnd(10)} ${share(last.took)}\n`);

const ratios = {
  one: median(measured.map((row) => row.one.perSecond / row.agent)),
  many: median(measured.map((row) => row.many.perSecond / row.agents)),
  socket: median(measured.map((row) => row.one.perSecond / row.socket)),
};
const shown = (ratio) => `${ratio.toFixed(2)} ×`;
console.log(
  `${manyRigs} rigs play ${shown(ratios.many)} the cases that ${manyRigs} bare keep-alive loops send requests`,
);
console.log(`beside a bare socket, which reads no HTTP, one rig plays ${shown(ratios.socket)}`);
console.log(
  `\n${ratios.one >= limit ? '✓' : '✗'} one rig plays ${shown(ratios.one)} the cases that a bare keep-alive loop sends requests; at least ${limit} × is wanted`,
);
process.exit(ratios.one >= limit ? 0 : 1);
