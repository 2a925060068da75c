// Percentiles, as a tool tells them, beside what the component itself says of the same requests, and beside what callers
// meet who come at this rate whether or not they are answered: that is calculated, for the times are known.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inTurn } from './in-turn.mjs';
import { fileOf, untold, versionOf } from './installed.mjs';
import { longest, timeOf } from './known-times.mjs';
import { median, table } from './table.mjs';

const rate = 200;
const seconds = 12;
const connections = 50;
const shares = { p50: 0.5, p95: 0.95, p99: 0.99 };

const components = [
  { title: 'a component that is always the same', stalls: { period: 4000, stall: 0 } },
  { title: 'a component that stands still for 1 s of every 4 s', stalls: { period: 4000, stall: 1000 } },
];

function percentilesOf(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  return Object.fromEntries(Object.entries(shares).map(([name, share]) => [name, at(share)]));
}

/** What callers meet who come at a fixed rate: a million of them. */
function calculated(stalls) {
  return percentilesOf(
    Array.from({ length: 1e6 }, (_, i) => {
      const arrived = (i * 1000 * Math.SQRT2) / rate;
      return longest(arrived, timeOf(i % 1e4), stalls) - arrived;
    }),
  );
}

/** Runs a command to its end, whatever it concludes; resolves to what it printed. */
async function run(args, cwd) {
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...untold },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let printed = '';
  child.stdout.on('data', (data) => {
    printed += data;
  });
  await once(child, 'close');
  return printed;
}

const ours = {
  name: `**Shakedown** \`run\`, open loop, ${rate}/s`,
  async ask(port, folder, expected) {
    const p99 = `${Math.round(expected.p99)}ms`;
    const id = { type: 'string', pattern: '^i-[0-9]{8}$' };
    const ask = {
      call: 'POST /ask',
      accepts: { body: { type: 'object', required: ['id'], properties: { id } } },
      answers: { ok: { status: 200 }, rejected: { status: 400 } },
      // A budget at the very edge, so that the run does not know early, and takes all its samples.
      budget: { latency: { p99 }, rate: `${rate}/s`, deadline: '10s' },
    };
    const contract = {
      shakedown: 1,
      component: { name: 'known', launch: { url: `http://127.0.0.1:${port}` } },
      upstream: { ask },
      downstream: {},
    };
    writeFileSync(join(folder, 'known.contract.json'), JSON.stringify(contract));
    const main = new URL('../../dist/cli/main.js', import.meta.url).pathname;
    const flags = [
      '--only',
      'ask/none/declared-latency',
      '--no-shrink',
      '--reporter',
      'json=report.json',
      '--out',
      '.',
    ];
    await run([main, 'run', 'known.contract.json', ...flags], folder);
    const { trials } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')).runs[0];
    const [{ total }] = trials.find(({ latency }) => latency).latency;
    return total;
  },
};

const autocannon = (name, ...flags) => ({
  name,
  package: 'autocannon',
  async ask(port, folder) {
    const body = ['-m', 'POST', '-H', 'content-type=application/json', '-b', '{"id":"i-10000001"}'];
    const load = ['-c', `${connections}`, '-d', `${seconds}`, ...flags];
    const printed = await run(
      [fileOf('autocannon/autocannon.js'), '--json', ...body, ...load, `http://127.0.0.1:${port}/ask`],
      folder,
    );
    const { latency } = JSON.parse(printed);
    // It tells no p95.
    return { p50: latency.p50, p99: latency.p99 };
  },
});

const peers = [
  ours,
  autocannon(`autocannon \`-R ${rate}\`, as it comes`, '-R', `${rate}`),
  autocannon(`autocannon \`-R ${rate} -C\`, not corrected`, '-R', `${rate}`, '-C'),
  autocannon('autocannon, closed loop'),
];

async function measure(peer, { stalls }, expected) {
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-peer-'));
  const env = { ...process.env, PERIOD: `${stalls.period}`, STALL: `${stalls.stall}` };
  const child = fork(new URL('known.mjs', import.meta.url), { env });
  try {
    const [{ port }] = await once(child, 'message');
    const told = await peer.ask(port, folder, expected);
    child.send('record');
    const [{ record }] = await once(child, 'message');
    return { told, own: percentilesOf(record), requests: record.length };
  } finally {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

const cell = (times) =>
  Object.keys(shares)
    .map((name) => (times[name] === undefined ? '–' : times[name].toFixed(0)))
    .join(' / ');

function row(peer, seen) {
  const middle = (of) =>
    Object.fromEntries(Object.keys(shares).map((name) => [name, median(seen.map((one) => one[of][name]))]));
  const title = [peer.name.replace(/^autocannon/, `autocannon ${versionOf('autocannon')}`)];
  return [...title, median(seen.map(({ requests }) => requests)), cell(middle('told')), cell(middle('own'))];
}

export const loadAccuracy = {
  name: 'load',
  async play({ rounds }) {
    const parts = [];
    for (const component of components) {
      const expected = calculated(component.stalls);
      const { seen, missing } = await inTurn(peers, rounds, (peer) => measure(peer, component, expected));
      const head = ['p50 / p95 / p99 in ms', 'requests', 'told', "the component's own record"];
      const truth = [`what callers meet at ${rate}/s, calculated`, '', cell(expected), ''];
      parts.push(
        `### Load: ${component.title}`,
        table([head, truth, ...[...seen].map(([peer, measured]) => row(peer, measured))]),
        ...missing,
      );
    }
    return parts;
  },
};
