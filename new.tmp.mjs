import { createJiti } from 'jiti';

const jiti = createJiti(import.meta.url);
const { twins } = await jiti.import('./test/defects/twins.ts');
const { play } = await jiti.import('./test/defects/play.ts');
for (const d of twins.filter(({ name, language }) => process.argv.slice(2).includes(`${language}/${name}`))) {
  const t = performance.now();
  const { report, output } = await play({
    ...d,
    profile: 'standard',
    only: ['ask/*/{reset-on-accept,slow-accept,never-reads,early-413}/**'],
  });
  console.log(
    d.name,
    ((performance.now() - t) / 1000).toFixed(1) + 's',
    report.trials.length,
    'trials',
    report.findings.map((f) => `${f.id} ${f.check} ${f.trials} ${f.confirmed.failed}/${f.confirmed.played}`),
    report.trials.filter((t) => t.verdict !== 'holds').map((t) => `${t.id} ${t.verdict} ${t.because ?? ''}`),
    report.stopped?.detail,
  );
  if (report.findings.length) console.log(output);
}
