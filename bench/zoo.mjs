// Whether every mistake of the zoo is found, and by its check alone, when each component is put to the whole plan:
// `npm run bench:zoo [quick|standard|thorough] [name]`. The tests put each only to the trials that are made for it.
import { createJiti } from 'jiti';

const jiti = createJiti(import.meta.url);
const { defects } = await jiti.import('../test/defects/index.ts');
const { play } = await jiti.import('../test/defects/play.ts');

const [profile = 'standard', wanted] = process.argv.slice(2);
const sideBySide = 2;
// Minutes of other machines mean nothing; this much each may take.
const limit = 30;

const queue = defects.filter(({ name }) => wanted === undefined || name === wanted);
const all = queue.length;
const missed = [];
let slowest = 0;
async function worker() {
  for (let defect = queue.shift(); defect; defect = queue.shift()) {
    const { name, language, check, tls } = defect;
    const began = performance.now();
    const { report } = await play({ name, language, profile, tls });
    const took = (performance.now() - began) / 1000;
    slowest = Math.max(slowest, took);
    const found = [...new Set(report.findings.filter((f) => f.confirmed.failed > 0).map((f) => f.check))];
    const alone = found.length === 1 && found[0] === check;
    if (!alone) missed.push(name);
    console.log(
      `${alone ? '✓' : '✗'} ${name.padEnd(34)} ${language.padEnd(7)} ${check.padEnd(24)} ${took.toFixed(1).padStart(5)} s${alone ? '' : `  found: ${found.join(', ') || 'nothing'}`}`,
    );
  }
}
await Promise.all(Array.from({ length: sideBySide }, worker));

console.log(
  `\n${missed.length === 0 ? '✓' : '✗'} ${profile}: ${all - missed.length} of ${all} found, each by its check alone`,
);
console.log(
  `${slowest <= limit ? '✓' : '✗'} the slowest took ${slowest.toFixed(1)} s, two side by side; ${limit} s are allowed`,
);
process.exit(missed.length === 0 && slowest <= limit ? 0 : 1);
