// How long the production example takes, and where the time goes: `npm run bench:run`.
// Unavoidable waits: what the component itself waits under its faults (its time limits, its pauses, the delays that are
// injected), summed over all cases: the time of each answer beyond that of a healthy one. CPU: all processes together.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { readJournal } from '../dist/observation/journal.js';

const limit = { seconds: 20, factor: 1.5 };
const ticks = 100;

function cpuSeconds(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / ticks;
  } catch {
    return undefined;
  }
}

const isOfRun = (pid, harness) => {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`SHAKEDOWN_RIG=${harness}-`);
  } catch {
    return false;
  }
};

const out = `.shakedown/bench-${process.pid}`;
const began = performance.now();
const child = spawn(
  process.execPath,
  [
    'dist/bundle/main.js',
    'run',
    'contracts/triage.contract.yaml',
    '--seed',
    '1',
    '--out',
    out,
    '--reporter',
    `json=${out}/report.json`,
  ],
  { stdio: 'inherit' },
);
const used = new Map();
const family = new Set();
const watch = setInterval(() => {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (Number(pid) === child.pid || family.has(pid) || isOfRun(pid, child.pid)) {
      family.add(pid);
      const seconds = cpuSeconds(pid);
      if (seconds !== undefined) used.set(pid, seconds);
    }
  }
}, 50);
const code = await new Promise((resolve) => child.once('exit', resolve));
clearInterval(watch);
const wall = (performance.now() - began) / 1000;

const { lines } = readJournal(readFileSync(`${out}/triage.ndjson`, 'utf8'));
const { runs } = JSON.parse(readFileSync(`${out}/report.json`, 'utf8'));
const { rigs } = runs[0].timing;
const ended = lines.map((l) => ({ id: l.trial, ms: l.observation.answer.ended }));
const healthy = Math.min(...ended.filter((e) => e.id.endsWith('/healthy')).map((e) => e.ms));
const waits = ended.reduce((sum, e) => sum + Math.max(0, e.ms - healthy), 0) / 1000;
const harness = used.get(String(child.pid)) ?? 0;
const components = [...used].filter(([pid]) => Number(pid) !== child.pid).reduce((sum, [, s]) => sum + s, 0);
const cpu = harness + components;
const bound = limit.factor * (waits / rigs + cpu);
const recovering = lines.reduce((sum, l) => sum + l.observation.aftermath.waited, 0) / 1000;

console.log(`cases               ${lines.length} on ${rigs} rigs, ${availableParallelism()} cores, exit code ${code}`);
console.log(`wall                ${wall.toFixed(1)} s`);
console.log(`unavoidable waits   ${waits.toFixed(1)} s in all, ${(waits / rigs).toFixed(1)} s on each rig`);
console.log(
  `CPU                 ${cpu.toFixed(1)} s: harness ${harness.toFixed(1)} s, components ${components.toFixed(1)} s`,
);
console.log(
  `healthy requests    ${recovering.toFixed(1)} s between the cases, ${(recovering / rigs).toFixed(1)} s on each rig`,
);
console.log(`\n${wall <= limit.seconds ? '✓' : '✗'} ${wall.toFixed(1)} s; at most ${limit.seconds} s are allowed`);
console.log(
  `${wall <= bound ? '✓' : '✗'} ${(wall / (waits / rigs + cpu)).toFixed(2)} × (waits ÷ rigs + CPU); at most ${limit.factor} × is allowed`,
);
process.exit(code === 0 && wall <= limit.seconds && wall <= bound ? 0 : 1);
