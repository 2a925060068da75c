// How long a run takes that tries every fault of four dependencies alone, and two at once: `npm run bench:explore`.
// At the defaults, on a correct component with a deadline of a second, as a user starts it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const rounds = Number(process.argv[2] ?? 3);
const limit = 60;

const took = [];
for (let round = 1; round <= rounds; round++) {
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-bench-'));
  const report = join(folder, 'report.json');
  const began = performance.now();
  const { status } = spawnSync(
    process.execPath,
    [
      'dist/bundle/main.js',
      'run',
      'bench/explore/contract.yaml',
      '--seed',
      `${round}`,
      '--out',
      folder,
      '--reporter',
      `json=${report}`,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const seconds = (performance.now() - began) / 1000;
  const [{ trials, explored, findings, timing }] = JSON.parse(readFileSync(report, 'utf8')).runs;
  rmSync(folder, { recursive: true });
  took.push(seconds);
  const unclear = trials.filter((trial) => trial.verdict === 'inconclusive').length;
  console.log(
    `round ${round}  ${seconds.toFixed(1)} s  ${timing.cases} cases: ${explored.singles} faults alone in ${explored.classes} classes, ${explored.chosen.pairs} of ${explored.pairs} pairs of classes, ${explored.chosen.outside} outside  ${findings.length} findings, ${unclear} inconclusive, exit ${status}`,
  );
}
const median = took.toSorted((a, b) => a - b)[Math.floor(took.length / 2)];
console.log(`\n${median <= limit ? '✓' : '✗'} ${median.toFixed(1)} s at the median; ${limit} s are allowed`);
process.exit(median <= limit ? 0 : 1);
