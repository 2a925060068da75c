// How often a verdict on a latency budget is wrong, and how exact injected delays are: `npm run bench:latency`.
// Real runs against a component whose p95 is known, at 0.8, 1.0 and 1.25 times its budget, on a quiet machine, and at 0.8
// with both cores busy. `RUNS=20` makes it shorter, `BUSY_RUNS=0` leaves the last part out. Takes less than ten minutes.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { judge } from '../dist/check/judge.js';
import { latencyFigures } from '../dist/latency/figures.js';
import { latencyTrials } from '../dist/plan/latency-trials.js';
import { Heartbeat } from '../dist/rig/clock.js';
import { Rig } from '../dist/rig/rig.js';
import { learn } from '../dist/run/learn.js';
import { loadContract } from '../dist/run/load.js';
import { recogniser } from '../dist/run/recogniser.js';

const runs = Number(process.env.RUNS ?? 100);
const busyRuns = Number(process.env.BUSY_RUNS ?? Math.ceil(runs / 10));
const budget = 200;
/** Two looks: enough for what is shown, and short. */
const effort = { most: 1600, slow: 'together', messy: false };

const { contract, problems } = loadContract('bench/latency/contract.yaml');
if (!contract) throw new Error(JSON.stringify(problems));

/** The contract of a component with this p95. */
function promises(p95) {
  const { component } = contract;
  const { launch } = component;
  return {
    ...contract,
    component: { ...component, launch: { ...launch, env: { ...launch.env, TRUE_P95: String(p95) } } },
  };
}

/** Plays the budget trial over and over on one rig, each time with another seed. */
async function play(p95, count) {
  const heartbeat = new Heartbeat();
  const rig = await Rig.open(promises(p95), { recognise: recogniser, heartbeat });
  try {
    const learnt = await learn(rig, contract, { seed: 1, profile: 'quick' }, undefined);
    if ('why' in learnt) throw new Error(learnt.detail);
    return await playAll(rig, learnt.seen, count);
  } finally {
    await rig[Symbol.asyncDispose]();
    heartbeat[Symbol.dispose]();
  }
}

async function playAll(rig, learnt, count) {
  const counts = { broken: 0, holds: 0, inconclusive: 0 };
  const why = new Map();
  const figures = [];
  const began = performance.now();
  for (let seed = 1; seed <= count; seed++) {
    const options = { seed, latency: effort, wanted: () => false };
    const [{ cases }] = latencyTrials(contract, learnt, options, []);
    const observation = await rig.play(cases[0].case, cases[0].healthyCalls);
    if (!rig.steady) await rig.relaunch();
    const said = judge(contract, observation).judgements['within-latency'];
    counts[said.verdict]++;
    if (said.because) {
      const reason = said.because.replace(/\d+(\.\d+)?/g, 'n');
      why.set(reason, (why.get(reason) ?? 0) + 1);
    }
    figures.push(latencyFigures(contract, observation));
  }
  return { counts, why, figures, took: (performance.now() - began) / 1000 };
}

const mean = (values) => values.reduce((sum, v) => sum + v, 0) / values.length;

/** The share that is not exceeded, but for a chance of 5 %, where so many of so many were seen (Wilson). */
function atMost(seen, of) {
  const z = 1.645;
  const share = seen / of;
  const centre = share + (z * z) / (2 * of);
  return (centre + z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of);
}

function row(name, { counts, figures, took }) {
  const all = counts.broken + counts.holds + counts.inconclusive;
  const percent = (n) => `${((100 * n) / all).toFixed(1)} %`;
  const gates = figures.map(({ gates: [gate] }) => gate);
  return [
    name,
    `${all}`,
    `${counts.broken} (${percent(counts.broken)})`,
    `${(100 * atMost(counts.broken, all)).toFixed(1)} %`,
    `${counts.holds} (${percent(counts.holds)})`,
    `${counts.inconclusive} (${percent(counts.inconclusive)})`,
    mean(gates.map(({ samples }) => samples)).toFixed(0),
    mean(gates.map(({ discarded }) => discarded)).toFixed(1),
    `${mean(gates.map(({ value }) => value)).toFixed(0)} ms`,
    `${(took / all).toFixed(1)} s`,
  ];
}

function print(table) {
  const widths = table[0].map((_, i) => Math.max(...table.map((cells) => cells[i].length)));
  for (const cells of table)
    console.log(
      cells
        .map((cell, i) => cell.padEnd(widths[i]))
        .join('  ')
        .trimEnd(),
    );
}

const hogs = [];
const busy = () => {
  for (let n = 0; n < availableParallelism(); n++) hogs.push(spawn(process.execPath, ['-e', 'for (;;);']));
};
const quiet = () => {
  for (const hog of hogs.splice(0)) hog.kill();
};

console.log(`budget p95 ${budget} ms, lognormal (sigma 0.3), 250/s, ${availableParallelism()} cores`);
// What a component takes that takes no time of its own: the rest of the way is part of every true time.
const path = mean((await play(0.001, 3)).figures.map(({ added }) => added.p50));
console.log(`the way itself takes ${path.toFixed(1)} ms, which is part of the true p95`);
const table = [
  ['true p95', 'runs', 'fails', 'at most', 'holds', 'inconclusive', 'samples', 'left out', 'seen', 'each'],
];
const injected = [];
const reasons = new Map();
for (const ratio of [0.8, 1, 1.25]) {
  const seen = await play(ratio * budget - path, runs);
  table.push(row(`${ratio} × budget`, seen));
  injected.push(...seen.figures.map(({ exactness }) => exactness));
  for (const [reason, n] of seen.why) reasons.set(`${ratio}: ${reason}`, n);
}
if (busyRuns > 0) busy();
try {
  const seen = busyRuns > 0 ? await play(0.8 * budget - path, busyRuns) : undefined;
  if (seen) table.push(row('0.8, cores busy', seen));
  for (const [reason, n] of seen?.why ?? []) reasons.set(`0.8, cores busy: ${reason}`, n);
} finally {
  quiet();
}
print(table);
console.log('');
for (const [reason, n] of reasons) console.log(`${n} × ${reason}`);
console.log('');
const { samples } = injected.reduce((sum, { beyond }) => ({ samples: sum.samples + beyond.samples }), { samples: 0 });
console.log(
  `injected delays: ${samples} replies; later than asked: ${mean(injected.map(({ beyond }) => beyond.p50)).toFixed(2)} ms at p50, ${mean(injected.map(({ beyond }) => beyond.p99)).toFixed(2)} ms at p99 (means over runs)`,
);
console.log(
  `the harness itself: ${injected[0].own.p50.toFixed(2)} ms at p50, ${injected[0].own.p99.toFixed(2)} ms at p99`,
);
