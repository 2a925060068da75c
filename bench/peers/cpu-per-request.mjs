// Simulators: one route, the same JSON in and out, one server at a time. What is compared is the CPU that all processes
// and threads of a server take for a request, as a share of a bare node:http server in the same round.
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../dist/rig/ports.js';
import { driveWith } from '../openai-load.mjs';
import { inTurn } from './in-turn.mjs';
import { untold, versionOf } from './installed.mjs';
import { start } from './process-group.mjs';
import { requestOf, routes } from './routes.mjs';
import { simulators } from './simulators/index.mjs';
import { median, table } from './table.mjs';

const patience = 60_000;
const connections = 16;
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** One request; resolves to the reply's JSON, to undefined where there is none yet. */
function ask(port, { path, asked }) {
  const body = JSON.stringify(asked);
  const headers = {
    'content-type': 'application/json',
    authorization: 'Bearer key',
    'content-length': Buffer.byteLength(body),
  };
  return new Promise((resolve) => {
    const sent = request({ host: '127.0.0.1', port, path, method: 'POST', headers, agent: false }, async (reply) => {
      let text = '';
      for await (const chunk of reply.setEncoding('utf8')) text += chunk;
      resolve(reply.statusCode === 200 ? JSON.parse(text) : undefined);
    });
    sent.setTimeout(patience, () => sent.destroy());
    sent.on('error', () => resolve(undefined)).end(body);
  });
}

/** Asks at the port that was given, or that a message tells, until the first reply; resolves to the port. */
async function firstReply({ child }, route, given, printed) {
  const began = performance.now();
  let port = given;
  if (child.channel)
    child.once('message', (told) => {
      port = told.port;
    });
  while (performance.now() - began < patience) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
      throw new Error(`it did not start: ${readFileSync(printed, 'utf8').trim().slice(-300)}`);
    const reply = await ask(port, route);
    if (reply && !route.agrees(reply)) throw new Error(`it replies ${JSON.stringify(reply).slice(0, 300)}`);
    if (reply) return port;
    await sleep(5);
  }
  throw new Error(`no reply within ${patience / 1000} s`);
}

async function measure(peer, route, { warmUp, lasting }) {
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-peer-'));
  const printed = join(folder, 'printed.txt');
  const output = openSync(printed, 'w');
  const given = await freePort();
  const launched = await peer.launch({ route, port: given, folder });
  const began = performance.now();
  const group = start({ ...launched, env: { ...untold, ...launched.env } }, [
    'ignore',
    output,
    output,
    ...(launched.tells ? ['ipc'] : []),
  ]);
  try {
    const port = await firstReply(group, route, given, printed);
    const started = performance.now() - began;
    await driveWith(port, requestOf(route), warmUp, connections);
    const before = group.cpu();
    const replies = await driveWith(port, requestOf(route), lasting, connections);
    return { cpu: (group.cpu() - before) / replies, started, memory: group.memory() };
  } finally {
    await group.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

function row(peer, own, base) {
  const ratios = own.map(({ cpu }, round) => cpu / base[round].cpu);
  const title = [peer.name, versionOf(peer.package)].filter(Boolean).join(' ');
  const shown = [
    `${median(ratios).toFixed(2)} ×`,
    `${Math.min(...ratios).toFixed(2)} – ${Math.max(...ratios).toFixed(2)}`,
    median(own.map(({ cpu }) => cpu)).toFixed(0),
    median(own.map(({ started }) => started)).toFixed(0),
    (median(own.map(({ memory }) => memory)) / 2 ** 20).toFixed(0),
  ];
  return [title, ...shown];
}

export const cpuPerRequest = {
  name: 'simulators',
  async play({ rounds, warmUp, lasting, peers }) {
    const parts = [];
    for (const route of routes) {
      const [first, ...others] = simulators.filter(({ routes: own = [route.name] }) => own.includes(route.name));
      const wanted = [first, ...others.filter(({ name }) => peers.test(name))];
      console.log(route.title);
      const { seen, missing } = await inTurn(wanted, rounds, (peer) => measure(peer, route, { warmUp, lasting }));
      const rows = [...seen].map(([peer, own]) => row(peer, own, seen.get(first)));
      const head = ['', 'CPU per request', 'lowest – highest', 'µs', 'start to first reply, ms', 'memory, MB'];
      parts.push(`### Simulators: ${route.title}`, table([head, ...rows]), ...missing);
    }
    return parts;
  },
};
