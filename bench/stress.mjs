// Whether a busy machine makes findings: `npm run bench:stress [names] [profile] [spinning] [seed]`. Each correct twin is
// run quietly, and again while processes that only spin keep every core busy. What cannot be judged then is inconclusive,
// with its reason; a finding that the quiet run had not is a false alarm.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { createJiti } from 'jiti';

const jiti = createJiti(import.meta.url);
const { twins } = await jiti.import('../test/defects/twins.ts');
const { play } = await jiti.import('../test/defects/play.ts');

const [
  names = 'node/correct,python/thread_pool,node/backoff',
  profile = 'quick',
  spinning = `${availableParallelism()}`,
  seed = '1',
] = process.argv.slice(2);
const chosen = names.split(',').map((name) => twins.find((twin) => `${twin.language}/${twin.name}` === name));
if (chosen.includes(undefined)) throw new Error(`There are the twins ${twins.map((t) => `${t.language}/${t.name}`)}.`);

const row = (cells, widths = [24, 8, 10, 14, 10]) =>
  cells.map((cell, i) => (i === 0 ? `${cell}`.padEnd(widths[i]) : `${cell}`.padStart(widths[i] ?? 0))).join('');

console.log(`${spinning} processes spin on ${availableParallelism()} cores · profile ${profile} · seed ${seed}\n`);
console.log(row(['twin', 'load', 'findings', 'inconclusive', 'seconds', '  commonest reason']));
let alarms = 0;
for (const { name, language } of chosen) {
  const quiet = await measured({ name, language }, 'quiet');
  const busy = await underStress(() => measured({ name, language }, 'busy'));
  for (const [finding, told] of busy) {
    if (quiet.has(finding)) continue;
    alarms++;
    console.log(`  ✗ only under stress: ${told}`);
  }
}
console.log(`\n${alarms === 0 ? '✓' : '✗'} ${alarms} findings more under stress than without it`);
process.exit(alarms === 0 ? 0 : 1);

/** Finding → what it says. One that never failed again is none: the report calls it inconclusive. */
async function measured({ name, language }, load) {
  const began = performance.now();
  const { report, output } = await play({ name, language, profile, seed: Number(seed) });
  const seconds = (performance.now() - began) / 1000;
  if (report.stopped) throw new Error(`${name}, ${load}: ${report.stopped.detail}\n${output}`);
  const unclear = report.trials.filter(({ verdict }) => verdict === 'inconclusive');
  const gone = report.findings.filter(({ confirmed: { failed, played } }) => played > 0 && failed === 0);
  const found = report.findings.filter((finding) => !gone.includes(finding));
  const all = `${unclear.length + gone.length} of ${report.trials.length}`;
  console.log(row([`${language}/${name}`, load, found.length, all, seconds.toFixed(1), commonest(unclear)]));
  for (const finding of gone) console.log(`  ? never failed again: ${told(finding)}`);
  return new Map(found.map((finding) => [finding.id, told(finding)]));
}

function commonest(unclear) {
  const reasons = new Map();
  for (const { because = '' } of unclear) {
    const reason = because.replaceAll(/\d+/g, 'N');
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const [[reason, count] = []] = [...reasons].sort(([, a], [, b]) => b - a);
  return reason ? `  ${count} × ${reason}` : '';
}

const told = ({ check, trials, confirmed: { failed, played } }) =>
  `${check} at ${trials[0]}${trials.length > 1 ? ` and ${trials.length - 1} more` : ''}, ${failed} of ${played}`;

async function underStress(work) {
  const spinners = Array.from({ length: Number(spinning) }, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  );
  try {
    return await work();
  } finally {
    for (const spinner of spinners) spinner.kill('SIGKILL');
  }
}
