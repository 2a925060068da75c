// CPU per request of the simulated OpenAI API, recording on, streamed and not, beside a bare node:http server that sends
// the same bytes, and beside aimock: `npm run bench:openai [rounds]`. The servers run one at a time, in turn; the figure
// is the median of the ratios to node:http of the same round.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { drive } from './openai-load.mjs';

const names = ['node:http', 'simulator', 'aimock'];
const rounds = Number(process.argv[2] ?? 5);
// The simulator understands and records what it is asked; the bare server does not.
const limits = { plain: 1.4, streamed: 1.4 };

async function microsecondsPerRequest(name, way) {
  const child = fork(new URL('openai-targets.mjs', import.meta.url), [name, way], { stdio: 'ignore' });
  const [{ port }] = await once(child, 'message');
  const cpu = async () => {
    child.send('cpu');
    const [{ cpu: used }] = await once(child, 'message');
    return used.user + used.system;
  };
  await drive(port, way, 700);
  const before = await cpu();
  const replies = await drive(port, way, 1500);
  const after = await cpu();
  child.kill();
  return (after - before) / replies;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
let holds = true;
for (const [way, limit] of Object.entries(limits)) {
  const measured = [];
  for (let round = 1; round <= rounds; round++) {
    const row = {};
    for (const name of names) row[name] = await microsecondsPerRequest(name, way);
    measured.push(row);
    console.log(`${way}, round ${round}  ${names.map((n) => `${n} ${row[n].toFixed(0)} µs`).join('   ')}`);
  }
  const ratio = (name) => median(measured.map((row) => row[name] / row['node:http']));
  holds &&= ratio('simulator') <= limit;
  console.log(
    `${way}: the simulator costs ${ratio('simulator').toFixed(2)} × node:http, aimock ${ratio('aimock').toFixed(2)} ×; at most ${limit} × is allowed\n`,
  );
}
console.log(holds ? '✓ the simulator is as cheap as it has to be' : '✗ the simulator costs too much');
process.exit(holds ? 0 : 1);
