// A component whose times are known: lognormal, drawn from how many requests came before. With STALL, it stands still
// for the first so many milliseconds of each period of PERIOD, as with a long collection or a lock: what arrives meanwhile waits.
// Asked by a message, it tells how long each request since the last message took, by its own clock.
import { createServer } from 'node:http';
import { longest, timeOf } from './known-times.mjs';

const { PERIOD, STALL } = process.env;
let record = [];
let asked = 0;
const began = performance.now();

createServer((request, response) => {
  const arrived = performance.now();
  const own = timeOf(asked++);
  request.resume();
  const end = began + longest(arrived - began, own, { period: Number(PERIOD), stall: Number(STALL) });
  const answer = () => {
    const left = end - performance.now();
    if (left > 0.2) return setTimeout(answer, left);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    record.push(performance.now() - arrived);
  };
  answer();
}).listen(0, '127.0.0.1', function () {
  process.send({ port: this.address().port });
});
process.on('message', () => {
  process.send({ record });
  record = [];
});
