// What the harness adds to the time of an answer: `npm run bench:driver`.
// The same request to the same no-op component, by the driver and by a bare socket, in turn. The difference of the
// medians is what the driver adds.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import { measureOverhead } from '../dist/rig/driver/overhead.js';
import { send } from '../dist/rig/driver/request.js';
import { request } from './load.mjs';

const pairs = Number(process.argv[2] ?? 1000);
const warmUp = 100;
const limit = 1;

const child = fork(new URL('targets.mjs', import.meta.url), ['node:http']);
const [{ port }] = await once(child, 'message');
const body = request.subarray(request.indexOf('\r\n\r\n') + 4);

function bare() {
  return new Promise((resolve) => {
    const began = performance.now();
    const socket = net.connect(port, '127.0.0.1');
    let received = '';
    socket.write(request);
    socket.on('data', (data) => {
      received += data.latin1Slice();
      const head = received.indexOf('\r\n\r\n');
      if (head < 0 || received.length < head + 4 + Number(/content-length: (\d+)/i.exec(received)[1])) return;
      resolve(performance.now() - began);
      socket.destroy();
    });
  });
}

const driven = async () =>
  (
    await send(
      `http://127.0.0.1:${port}`,
      { method: 'POST', target: '/search', headers: [['content-type', 'application/json']], body },
      { patience: 5000 },
    )
  ).ended;

const times = { driver: [], bare: [] };
for (let i = 0; i < pairs + warmUp; i++) {
  const [first, second] = i % 2 === 0 ? [driven, bare] : [bare, driven];
  const [a, b] = [await first(), await second()];
  if (i < warmUp) continue;
  times.driver.push(first === driven ? a : b);
  times.bare.push(first === driven ? b : a);
}
child.kill();

const quantile = (values, q) => [...values].sort((a, b) => a - b)[Math.floor(values.length * q)];
for (const name of ['bare', 'driver'])
  console.log(
    `${name.padEnd(7)} median ${quantile(times[name], 0.5).toFixed(2)} ms   p95 ${quantile(times[name], 0.95).toFixed(2)} ms`,
  );
const added = quantile(times.driver, 0.5) - quantile(times.bare, 0.5);
console.log(
  `\n${added <= limit ? '✓' : '✗'} the driver adds ${added.toFixed(2)} ms at the median (${pairs} pairs); at most ${limit} ms is allowed`,
);
console.log(`  a run says of itself, as an upper bound: ${(await measureOverhead()).toFixed(2)} ms`);
process.exit(added <= limit ? 0 : 1);
