/**
 * A component that keeps one connection to a server of lines, and answers with a number from there. `change`: what it
 * does where it got none, instead of saying so.
 */
export function storeService(
  change = "response.statusCode = 503; response.end(JSON.stringify({ title: 'no store' }))",
) {
  return `
import { createServer } from 'node:http';
import { connect } from 'node:net';
const { STORE_HOST: host, STORE_PORT: port } = process.env;
let pooled;
function ask() {
  return new Promise((resolve, reject) => {
    const socket = (pooled ??= connect({ port, host }).on('error', () => {}).on('close', () => { pooled = undefined; }));
    let text = '';
    const over = (settle) => (value) => {
      clearTimeout(timer);
      socket.off('data', read).off('end', gone).off('close', gone);
      settle(value);
    };
    const fail = over((error) => { socket.destroy(); pooled = undefined; reject(error); });
    const done = over(resolve);
    const gone = () => fail(new Error('gone'));
    const read = (bytes) => {
      text += bytes.toString('latin1');
      const [, n] = /^VALUE ([0-9]+)\\n$/.exec(text) ?? [];
      if (n) done(Number(n));
      else if (text.includes('\\n')) fail(new Error('nonsense'));
    };
    const timer = setTimeout(() => fail(new Error('late')), 300);
    socket.on('data', read).on('end', gone).on('close', gone);
    socket.write('GET n\\n');
  });
}
createServer(async (request, response) => {
  response.setHeader('content-type', 'application/json');
  if (request.url === '/healthz') return response.end('{}');
  try {
    response.end(JSON.stringify({ n: await ask() }));
  } catch {
    ${change};
  }
}).listen(process.env.PORT, '127.0.0.1');
`;
}

export const storeContract = (target: string) => `shakedown: 1
component:
  name: lookup
  launch:
    command: node app.mjs
    env: { PORT: '\${port}', STORE_HOST: '\${store.host}', STORE_PORT: '\${store.port}' }
    ready: GET /healthz
upstream:
  look:
    call: GET /n
    answers:
      ok: { status: 200, body: { type: object, required: [n], properties: { n: { type: integer } } } }
      unavailable: { status: 503, body: { type: object, required: [title] } }
    budget: { deadline: 600ms }
downstream:
  store:
    protocol: tcp
    target: ${target}
    on-failure: unavailable
`;
