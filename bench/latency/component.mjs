// Takes a time of its own whose p95 is known: lognormal, drawn from what it is asked. TRUE_P95 is in milliseconds.
import { createHash } from 'node:crypto';
import { Agent, createServer, request as post } from 'node:http';

const { PORT, FACTS_URL, TRUE_P95 = '150' } = process.env;
const agent = new Agent({ keepAlive: true });
const sigma = 0.3;
const middle = Math.log(Number(TRUE_P95)) - sigma * 1.6448536269514722;

/** From two numbers drawn from the text: Box and Muller. */
function time(text) {
  const drawn = createHash('sha256').update(text).digest();
  const [a, b] = [drawn.readUInt32LE(0), drawn.readUInt32LE(4)].map((n) => (n + 0.5) / 2 ** 32);
  return Math.exp(middle + sigma * Math.sqrt(-2 * Math.log(a)) * Math.cos(2 * Math.PI * b));
}

function facts(body) {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const call = post(`${FACTS_URL}/get`, { method: 'POST', headers, agent }, (reply) => {
      reply.resume().on('end', resolve).on('error', reject);
    });
    call.on('error', reject).end(body);
  });
}

createServer(async (request, response) => {
  if (request.url === '/healthz') return response.end('{}');
  const began = performance.now();
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const asked = performance.now();
  await facts(body);
  // Its own time so far counts as well.
  const end = performance.now() + time(body.toString()) - (asked - began);
  const answer = () => {
    const left = end - performance.now();
    if (left > 0) return setTimeout(answer, left);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  };
  answer();
}).listen(Number(PORT), '127.0.0.1');
