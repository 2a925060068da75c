// Whether findings come down to the same smallest case whatever the seed, and in how many plays:
// `npm run build && node bench/shrink.mjs [seeds]`. Components of the zoo are run with the thorough profile, whose faults
// have drawn parameters, and the trials that find them.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const seeds = Number(process.argv[2] ?? 20);
const limit = 60;
const sideBySide = 2;

const subjects = [
  ['python', 'half_a_check', 'ask/input/*'],
  ['node', 'coerces-numbers', 'ask/input/number-as-*'],
  ['node', 'trims-the-order', 'ask/input/surrounding-space'],
  ['python', 'template_in_the_template', 'ask/input/template-in-text'],
  ['python', 'error_as_200', 'ask/sink/server-error/*'],
  ['python', 'handler_raises', 'ask/sink/garbage-body/*'],
  ['node', 'plain-500', 'ask/sink/cut-body/*'],
  ['node', 'five-attempts', 'ask/llm/server-error/every'],
  ['node', 'unchecked-reply', 'ask/llm/wrong-type/*'],
];

async function play([language, name, only], seed) {
  const own = `.shakedown/shrink/${name}-${seed}`;
  rmSync(own, { recursive: true, force: true });
  mkdirSync(own, { recursive: true });
  const command = language === 'node' ? `node test/defects/node/${name}.mjs` : `python3 test/defects/python/${name}.py`;
  const contract = readFileSync('test/defects/contract.yaml', 'utf8')
    .replace('name: correct', `name: ${name}`)
    .replace('node test/defects/node/correct.mjs', command);
  writeFileSync(`${own}/contract.yaml`, contract);
  const flags = ['--profile', 'thorough', '--seed', `${seed}`, '--rigs', '3', '--only', only, '--out', `${own}/out`];
  const reporters = ['--reporter', `json=${own}/report.json`];
  const child = spawn('node', ['dist/cli/main.js', 'run', `${own}/contract.yaml`, ...flags, ...reporters]);
  await new Promise((resolve) => child.once('close', resolve));
  const [{ findings, stopped }] = JSON.parse(readFileSync(`${own}/report.json`, 'utf8')).runs;
  // A drawn parameter need not be one that the component trips over: the others of the plan are.
  if (stopped) throw new Error(`${name} with seed ${seed}: ${stopped.detail}`);
  return findings.map(({ check, shrunk, confirmed, observation }) => {
    const { schedule, mess, input } = observation.case;
    const smallest = JSON.stringify({ check, schedule, mess: mess && [mess.kind, mess.pointer, mess.became], input });
    return { smallest, steps: shrunk.steps, confirmed: confirmed.failed };
  });
}

const median = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];
const allSteps = [];
console.log('component                 findings  smallest cases  plays: median  most  confirmed 3 of 3');
for (const subject of subjects) {
  const queue = Array.from({ length: seeds }, (_, i) => i + 1);
  const found = [];
  await Promise.all(
    Array.from({ length: sideBySide }, async () => {
      while (queue.length > 0) found.push(await play(subject, queue.shift()));
    }),
  );
  // Of one run the sets of smallest cases are compared, as a component may have more than one finding.
  const sets = new Set(
    found.map((findings) =>
      findings
        .map((f) => f.smallest)
        .sort()
        .join('\n'),
    ),
  );
  const steps = found.flat().map((f) => f.steps);
  allSteps.push(...steps);
  const sure = found.flat().filter((f) => f.confirmed === 3).length;
  const row = [subject[1].padEnd(25), `${found.flat().length}`.padStart(8), `${sets.size}`.padStart(15)];
  console.log(
    [...row, `${median(steps)}`.padStart(14), `${Math.max(...steps)}`.padStart(5), `${sure}`.padStart(17)].join(' '),
  );
}
console.log(
  `\n${median(allSteps) <= limit ? '✓' : '✗'} a finding takes ${median(allSteps)} plays at the median; at most ${limit} are allowed`,
);
process.exit(median(allSteps) <= limit ? 0 : 1);
