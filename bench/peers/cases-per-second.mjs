// The tests that a contract gives, as whole commands against the same component, which runs already: `run` with all that
// the thorough profile has of messy input, and the contract tests of Specmatic with its generative tests.
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { inTurn } from './in-turn.mjs';
import { java, untold, versionOf } from './installed.mjs';
import { median, table } from './table.mjs';

const contractFile = new URL('../cases/contract.yaml', import.meta.url);

/** Runs a command to its end; the CPU is that of its own processes, in seconds. */
async function timed({ command, args, cwd, env }) {
  const began = performance.now();
  const script = '"$@" >printed.txt 2>&1; code=$?; times; exit $code';
  const shell = spawn('sh', ['-c', script, 'sh', command, ...args], {
    cwd,
    env: { ...process.env, ...untold, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let times = '';
  shell.stdout.on('data', (data) => {
    times += data;
  });
  const [code] = await once(shell, 'close');
  const wall = (performance.now() - began) / 1000;
  if (code !== 0) throw new Error(readFileSync(join(cwd, 'printed.txt'), 'utf8').trim().slice(-1200));
  // The second line is of the children: `0m1.230s 0m0.120s`.
  const [user, system] = times
    .split('\n')[1]
    .split(' ')
    .map((text) => {
      const [, minutes, seconds] = /(\d+)m([\d.]+)s/.exec(text);
      return 60 * Number(minutes) + Number(seconds);
    });
  return { wall, cpu: user + system };
}

const ours = {
  name: '**Shakedown** `run --profile thorough`',
  async run(port, folder) {
    const contract = parse(readFileSync(contractFile, 'utf8'));
    contract.component.launch = { url: `http://127.0.0.1:${port}`, ready: 'GET /healthz' };
    const file = join(folder, 'order.contract.json');
    writeFileSync(file, JSON.stringify(contract));
    const main = new URL('../../dist/cli/main.js', import.meta.url).pathname;
    const report = join(folder, 'report.json');
    const flags = [
      '--profile',
      'thorough',
      '--seed',
      '1',
      '--reporter',
      'terminal',
      '--reporter',
      `json=${report}`,
      '--out',
      folder,
    ];
    const took = await timed({ command: process.execPath, args: [main, 'run', file, ...flags], cwd: folder });
    const { timing } = JSON.parse(readFileSync(report, 'utf8')).runs[0];
    return { ...took, cases: timing.cases, told: timing.took / 1000 };
  },
};

const specmatic = {
  name: 'Specmatic `test`',
  package: 'specmatic',
  async run(port, folder) {
    const { upstream } = parse(readFileSync(contractFile, 'utf8'));
    const file = join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify(openApiOf(upstream.order)));
    writeFileSync(join(folder, 'specmatic.yaml'), 'version: 2\ndisable_telemetry: true\n');
    const flags = [`--testBaseURL=http://127.0.0.1:${port}`, '--junitReportDir=junit'];
    const command = java('specmatic/specmatic.jar', 'test', file, ...flags);
    const took = await timed({ ...command, cwd: folder, env: { SPECMATIC_GENERATIVE_TESTS: 'true' } });
    const suite = readFileSync(join(folder, 'junit', 'TEST-junit-jupiter.xml'), 'utf8').slice(0, 1000);
    const of = (name) => Number(new RegExp(`<testsuite [^>]*\\b${name}="([\\d.]+)"`).exec(suite)[1]);
    return { ...took, cases: of('tests'), told: of('time') };
  },
};

/** The same promise as the contract's. */
function openApiOf({ accepts, answers }) {
  const content = (schema) => ({ content: { 'application/json': { schema } } });
  const responses = {
    200: { description: 'taken', ...content(answers.ok.body) },
    400: { description: 'rejected', ...content(answers.rejected.body) },
  };
  const post = { requestBody: { required: true, ...content(accepts.body) }, responses };
  return { openapi: '3.0.3', info: { title: 'order-desk', version: '1' }, paths: { '/orders': { post } } };
}

function row({ name, package: of }, seen) {
  const middle = (value) => median(seen.map(value));
  return [
    [name, of && versionOf(of)].filter(Boolean).join(' '),
    middle(({ cases }) => cases).toFixed(0),
    middle(({ wall }) => wall).toFixed(1),
    middle(({ cases, wall }) => cases / wall).toFixed(0),
    middle(({ cases, told }) => cases / told).toFixed(0),
    middle(({ cases, cpu }) => (cpu / cases) * 1000).toFixed(1),
  ];
}

export const casesPerSecond = {
  name: 'cases',
  async play({ rounds }) {
    const child = fork(new URL('../cases/component.mjs', import.meta.url), { env: { ...process.env, PORT: '0' } });
    const [{ port }] = await once(child, 'message');
    const { seen, missing } = await inTurn([ours, specmatic], rounds, async (peer) => {
      const folder = mkdtempSync(join(tmpdir(), 'shakedown-peer-'));
      try {
        return await peer.run(port, folder);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
    child.kill();
    const head = ['', 'cases', 'whole command, s', 'cases/s', 'cases/s, start left out', 'CPU per case, ms'];
    return [table([head, ...[...seen].map(([peer, measured]) => row(peer, measured))]), ...missing];
  },
};
