// How long the HTML report of many trials takes to open: `npm run bench:html`, or `node bench/html.mjs <trials>`.
// The report is synthetic: operations, dependencies and faults as a large contract has them, and a finding for each
// fiftieth trial, up to 200. It is opened in a real Chromium without a cache. Counted from the beginning of the
// navigation: until the page was drawn first with its content, and until the browser had nothing more to do.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { htmlPage } from '../dist/report/html/html-page.js';
import { launchChromium } from '../scripts/chromium.mjs';

const count = Number(process.argv[2] ?? 10_000);
const rounds = 5;
const layers = ['connection', 'http', 'body', 'schema', 'timing', 'outage'];

const names = (what, many) => Array.from({ length: many }, (_, i) => `${what}-${i}`);
const operations = names('operation', 5);
const dependencies = names('dependency', 6);

const trials = Array.from({ length: count }, (_, i) => {
  const [operation, dependency] = [operations[i % 5], dependencies[Math.floor(i / 5) % 6]];
  const broken = i % 7 === 0;
  return {
    id: `${operation}/${dependency}/fault-${Math.floor(i / 60)}/${i % 60 < 30 ? 'first' : 'every'}`,
    verdict: broken ? 'broken' : i % 31 === 0 ? 'inconclusive' : 'holds',
    cases: 3,
    took: 20 + (i % 97),
    broken: broken ? ['within-deadline'] : [],
    layer: layers[Math.floor(i / 30) % layers.length],
    ...(i % 31 === 0 ? { because: 'the call that was to be struck was never made' } : {}),
  };
});
const brokenTrials = trials.filter(({ verdict }) => verdict === 'broken').map(({ id }) => id);
const findingsOf = Math.min(200, Math.ceil(count / 50));
const findings = Array.from({ length: findingsOf }, (_, i) => finding(i));

function finding(i) {
  const request = { method: 'POST', target: '/v1/orders', headers: [], body: { text: '{"a":1}', length: 7 } };
  const calls = Array.from({ length: 6 }, (_, n) => ({
    dependency: dependencies[n % 6],
    operation: 'get',
    began: 10 + n * 100,
    request: { ...request, body: { text: 'x'.repeat(2000), length: 2000 } },
    flaws: [],
    reply: {
      status: 200,
      headers: [['content-type', 'application/json']],
      bytes: 300,
      end: 'reset',
      ended: 60 + n * 100,
    },
    fault: { kind: 'reset-inside-reply', params: {}, leaves: 'lost', permanent: false, waited: 0 },
  }));
  const ended = 900;
  return {
    id: i.toString(16).padStart(6, '0'),
    name: `${operations[i % 5]}/${dependencies[i % 6]}/fault-${i}/within-deadline`,
    check: 'within-deadline',
    operation: operations[i % 5],
    dependency: dependencies[i % 6],
    judgement: {
      verdict: 'broken',
      told: `The component gave no answer within ${i} ms.`,
      expected: 'a whole answer within 2s',
      cites: '',
      shape: '',
    },
    observation: {
      case: { id: 'a', operation: operations[i % 5], seed: 1, input: {}, schedule: [] },
      request,
      answer: { kind: 'response', status: 500, headers: [], body: { text: 'y'.repeat(2000), length: 2000 }, ended },
      calls,
      aftermath: { waited: 0, output: '' },
      healthyCalls: {},
    },
    healthyCalls: {},
    trials: brokenTrials.filter((_, n) => n % findingsOf === i % findingsOf),
    shrunk: { steps: 0, from: {} },
    confirmed: { failed: 3, played: 3 },
    title: 'operation · dependency · fault',
    expected: 'a whole answer within 2s',
    place: { file: 'a.yaml', line: 3, column: 1, what: 'deadline', written: true },
    quote: [{ line: 3, text: 'deadline: 2s', cited: true }],
    timeline: calls.map((call, n) => ({
      at: call.began,
      who: 'dependency',
      way: 'request',
      text: 'POST /x',
      dependency: call.dependency,
      call: n,
    })),
    smallest: '1 fault · confirmed 3 of 3',
    claim: 'a claim',
    why: 'A reason.',
    kinds: [],
    curl: 'curl -sS "$COMPONENT"',
  };
}

const contract = {
  file: 'a.contract.yaml',
  name: 'synthetic',
  owner: 'somebody',
  operations: operations.map((name) => ({
    name,
    call: 'POST /v1/orders',
    from: [],
    line: 1,
    answers: [],
    tolerates: [],
    budget: { deadline: 2000, calls: {} },
  })),
  dependencies: dependencies.map((name) => ({ name, protocol: 'http', line: 1, onFailure: [], recoversWithin: 2000 })),
  waivers: [],
};
const run = {
  contract,
  seed: 1,
  profile: 'thorough',
  verdict: 'broken',
  trials,
  findings,
  omitted: [],
  uncalled: [],
  remembered: [],
  waivers: [],
  gate: [],
  coverage: { planned: count, met: count, answers: { 'operation-0.ok': 10 } },
  costs: [],
  timing: { began: 0, took: 1000, rigs: 6, cases: count, added: 1 },
};

const folder = mkdtempSync(join(tmpdir(), 'shakedown-html-'));
const file = join(folder, 'report.html');
const began = performance.now();
writeFileSync(file, htmlPage({ report: 1, shakedown: '0', runs: [run] }));
console.log(
  `${count} trials, ${findings.length} findings: written in ${(performance.now() - began).toFixed(0)} ms, ${(statSync(file).size / 1e6).toFixed(1)} MB`,
);

const browser = await launchChromium();
const opened = [];
for (let i = 0; i < rounds; i++) opened.push(await open());
await browser.close();
rmSync(folder, { recursive: true });
const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
for (const what of ['drawn', 'idle', 'filtered'])
  console.log(
    `${what.padEnd(9)} median ${median(opened.map((one) => one[what])).toFixed(0)} ms, of ${opened.map((one) => one[what].toFixed(0)).join(', ')}`,
  );

async function open() {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  const times = await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const drawn = await new Promise((done) => {
      const seen = (list) => {
        for (const { startTime } of list.getEntriesByName('first-contentful-paint')) done(startTime);
      };
      new PerformanceObserver(seen).observe({ type: 'paint', buffered: true });
    });
    await new Promise((done) => requestIdleCallback(done));
    const idle = performance.now();
    const search = document.querySelector('input[type=search]');
    const before = performance.now();
    search.value = 'dependency-3 fault-11';
    search.dispatchEvent(new Event('input', { bubbles: true }));
    await frame();
    return { drawn, idle, filtered: performance.now() - before };
  });
  await context.close();
  return times;
}
