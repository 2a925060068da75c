// CPU per request of a healthy simulator, recording on, beside bare servers: `npm run bench:simulator`.
// The servers run one at a time, in turn, in several rounds; the figure is the median of the ratios to node:http of the same round.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { drive } from './load.mjs';

const names = ['node:http', 'node:net', 'simulator'];
const rounds = Number(process.argv[2] ?? 5);
const limit = 1.25;

async function microsecondsPerRequest(name) {
  const child = fork(new URL('targets.mjs', import.meta.url), [name]);
  const [{ port }] = await once(child, 'message');
  const cpu = async () => {
    child.send('cpu');
    const [{ cpu: used }] = await once(child, 'message');
    return used.user + used.system;
  };
  await drive(port, 1000);
  const before = await cpu();
  const replies = await drive(port, 2000);
  const after = await cpu();
  child.kill();
  return (after - before) / replies;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const measured = [];
for (let round = 1; round <= rounds; round++) {
  const row = {};
  for (const name of names) row[name] = await microsecondsPerRequest(name);
  measured.push(row);
  console.log(`round ${round}  ${names.map((n) => `${n} ${row[n].toFixed(1)} µs`).join('   ')}`);
}
console.log('');
for (const name of names) {
  const ratio = median(measured.map((row) => row[name] / row['node:http']));
  console.log(
    `${name.padEnd(10)} ${ratio.toFixed(2)} × node:http, ${median(measured.map((row) => row[name])).toFixed(1)} µs of CPU per request`,
  );
}
const ratio = median(measured.map((row) => row.simulator / row['node:http']));
console.log(
  `\n${ratio <= limit ? '✓' : '✗'} a healthy simulator costs ${ratio.toFixed(2)} × a bare node:http server; at most ${limit} × is allowed`,
);
process.exit(ratio <= limit ? 0 : 1);
