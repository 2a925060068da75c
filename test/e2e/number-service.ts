/** The smallest component that has a dependency: it doubles a number that it asks for. `change` is put in its code. */
export function numberService({
  change = '',
  beforeListen = '',
}: {
  change?: string;
  beforeListen?: string;
} = {}): string {
  return `
import { createServer } from 'node:http';
async function ask() {
  const response = await fetch(process.env.NUMBERS_URL + '/number', { signal: AbortSignal.timeout(600) });
  if (!response.ok) throw new Error('no number');
  const { n } = await response.json();
  if (typeof n !== 'number') throw new Error('no number');
  return n;
}
${beforeListen}
createServer(async (request, response) => {
  response.setHeader('content-type', 'application/json');
  if (request.url === '/healthz') return response.end('{}');
  try {
    ${change}
    response.end(JSON.stringify({ doubled: 2 * await ask() }));
  } catch {
    response.statusCode = 503;
    response.end(JSON.stringify({ title: 'no number' }));
  }
}).listen(process.env.PORT, '127.0.0.1');
`;
}

/** Its contract. `more` is added at its end. */
export function numberContract({
  command = 'node app.mjs',
  more = '',
}: {
  command?: string;
  more?: string;
} = {}): string {
  return `shakedown: 1
component:
  name: doubler
  launch:
    command: ${command}
    env: { PORT: '\${port}', NUMBERS_URL: '\${numbers.url}' }
    ready: GET /healthz
upstream:
  double:
    call: GET /double
    answers:
      ok: { status: 200, body: { type: object, required: [doubled], properties: { doubled: { type: number } } } }
      unavailable: { status: 503, body: { type: object, required: [title] } }
    budget: { deadline: 2s }
downstream:
  numbers:
    protocol: http
    on-failure: unavailable
    operations:
      number:
        call: GET /number
        returns: { body: { type: object, required: [n], properties: { n: { type: integer } } } }
${more}`;
}

/** It passes on what it was told: `ok`, whatever came. */
export const swallowsFailures = 'return response.end(JSON.stringify({ doubled: 2 * await ask().catch(() => 0) }));';
