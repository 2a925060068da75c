// Whether findings come down to the same smallest case whatever the seed, and in how many plays:
// `npm run bench:shrink [seeds] [name]`. Each component of the zoo is run whole with the first seed, and then, with the
// thorough profile, whose faults have drawn parameters, on the trials of its first finding with all of the seeds. The
// contract shows no example, so that each seed begins with another request.
import { createJiti } from 'jiti';

const jiti = createJiti(import.meta.url);
const { defects } = await jiti.import('../test/defects/index.ts');
const { play } = await jiti.import('../test/defects/play.ts');

const seeds = Number(process.argv[2] ?? 20);
const wanted = process.argv[3];
const limit = 60;
const sideBySide = 2;

/** The case of a finding, without what does not matter for playing it. */
function smallest({ check, observation }) {
  const { schedule, mess, input } = observation.case;
  return JSON.stringify({ check, schedule, mess: mess && [mess.kind, mess.pointer, mess.became], input });
}

/** What 20 seeds make of the finding of one component; undefined where the first run had none. */
async function measure({ name, language, check, profile = 'quick', only }) {
  const first = await play({ name, language, profile, only });
  const finding = first.report.findings.find((f) => f.check === check && f.confirmed.failed > 0);
  if (!finding) return undefined;
  const found = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const { report } = await play({
      name,
      language,
      profile: 'thorough',
      only: [finding.trials[0]],
      seed,
      shrink: true,
      examples: false,
    });
    found.push(report.findings.find((f) => f.id === finding.id));
  }
  return { trial: finding.trials[0], found };
}

const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];
const allSteps = [];
let divided = 0;
const queue = defects.filter(({ name }) => wanted === undefined || name === wanted);
console.log(
  'component                           trial                                     found  smallest  plays: median  most  confirmed',
);
async function worker() {
  for (let defect = queue.shift(); defect; defect = queue.shift()) {
    const measured = await measure(defect);
    if (!measured) {
      console.log(`${defect.name.padEnd(35)} no finding`);
      continue;
    }
    const found = measured.found.filter((f) => f !== undefined);
    const steps = found.map((f) => f.shrunk.steps);
    const least = new Set(found.map(smallest)).size;
    if (least > 1) divided++;
    allSteps.push(...steps);
    const sure = found.filter((f) => f.confirmed.failed === 3).length;
    const figures = [found.length, least, median(steps) ?? '–', Math.max(...steps), sure];
    const widths = [5, 9, 14, 5, 10];
    console.log(
      [
        defect.name.padEnd(35),
        measured.trial.padEnd(40),
        ...figures.map((figure, i) => `${figure}`.padStart(widths[i])),
      ].join(' '),
    );
  }
}
await Promise.all(Array.from({ length: sideBySide }, worker));

console.log(
  `\n${median(allSteps) <= limit ? '✓' : '✗'} a finding takes ${median(allSteps)} plays at the median; at most ${limit} are allowed`,
);
console.log(`${divided === 0 ? '✓' : '✗'} ${divided} components come down to different smallest cases`);
process.exit(median(allSteps) <= limit && divided === 0 ? 0 : 1);
