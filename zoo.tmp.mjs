import { createJiti } from 'jiti';

const jiti = createJiti(import.meta.url);
const { defects } = await jiti.import('./test/defects/index.ts');
const { twins } = await jiti.import('./test/defects/twins.ts');
const { play } = await jiti.import('./test/defects/play.ts');
for (const d of [...defects, ...twins].filter(({ name }) => process.argv.slice(2).includes(name))) {
  const t = performance.now();
  const { report, output, exitCode } = await play(d);
  console.log(
    d.name,
    exitCode,
    ((performance.now() - t) / 1000).toFixed(1) + 's',
    report.trials.length,
    'trials',
    report.findings.map((f) => `${f.id} ${f.confirmed.failed}/${f.confirmed.played}`),
    report.trials.filter((t) => t.verdict !== 'holds').map((t) => `${t.id} ${t.verdict} ${t.because ?? ''}`),
    report.stopped?.detail,
  );
  if (process.env.OUT) console.log(output);
}
