// Whether correct components of every make hold: `npm run bench:twins [runs] [name] [profile]`. Each run has another
// seed. A finding here is a false alarm, until its cause is known; what could not be judged is counted with its reason.
import { createJiti } from 'jiti';

const jiti = createJiti(import.meta.url);
const { twins } = await jiti.import('../test/defects/twins.ts');
const { play } = await jiti.import('../test/defects/play.ts');

const [runs = '10', wanted = 'all', profile = 'standard', from = '1'] = process.argv.slice(2);
const chosen = twins.filter(({ name, language }) => ['all', name, `${language}/${name}`].includes(wanted));
const row = (cells, widths = [24, 6, 10, 14, 10]) =>
  cells.map((cell, i) => (i === 0 ? `${cell}`.padEnd(widths[i]) : `${cell}`.padStart(widths[i] ?? 0))).join('');

console.log(row(['twin', 'runs', 'findings', 'inconclusive', 'seconds', '  commonest reason']));
let alarms = 0;
for (const { name, language, tls } of chosen) {
  const reasons = new Map();
  const note = (reason, id) => {
    const seen = reasons.get(reason) ?? { count: 0, id };
    reasons.set(reason, { ...seen, count: seen.count + 1 });
  };
  let [findings, trials, seconds] = [0, 0, 0];
  for (let seed = Number(from); seed < Number(from) + Number(runs); seed++) {
    const began = performance.now();
    const { report, output } = await play({ name, language, profile, seed, tls });
    seconds += (performance.now() - began) / 1000;
    trials += report.trials.length;
    for (const finding of report.findings) {
      const gone = finding.confirmed.played > 0 && finding.confirmed.failed === 0;
      if (gone) note(`${finding.check}, which never failed again`, finding.trials[0]);
      else findings++;
      console.log(`  ${gone ? '?' : '✗'} seed ${seed}: ${told(finding)}`);
    }
    if (report.stopped) console.log(`  ✗ seed ${seed}: ${report.stopped.detail}\n${output}`);
    if (report.stopped) findings++;
    for (const { verdict, because = '', id } of report.trials) {
      if (verdict === 'inconclusive') note(because.replace(/\d+/g, 'N'), id);
    }
  }
  alarms += findings;
  const unclear = [...reasons.values()].reduce((sum, { count }) => sum + count, 0);
  const [[reason, { count, id }] = ['', {}]] = [...reasons].sort(([, a], [, b]) => b.count - a.count);
  const commonest = reason ? `  ${count} × ${reason} (${id})` : '';
  console.log(
    row([`${language}/${name}`, runs, findings, `${unclear} of ${trials}`, (seconds / runs).toFixed(1), commonest]),
  );
}
console.log(
  `\n${alarms === 0 ? '✓' : '✗'} ${alarms} findings in ${runs} runs on each of ${chosen.length} twins, ${profile}`,
);
process.exit(alarms === 0 ? 0 : 1);

function told({ id, check, trials, confirmed }) {
  return `${check} at ${trials[0]}${trials.length > 1 ? ` and ${trials.length - 1} more` : ''}, ${confirmed.failed} of ${confirmed.played} (${id})`;
}
