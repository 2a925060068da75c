// The component of bench/explore.mjs: it asks four services, two of them side by side, tries each a second time, and
// promises an answer within a second.
import { createServer } from 'node:http';

const { PORT, PROFILE_URL, STOCK_URL, PRICE_URL, ORDERS_URL } = process.env;
const attempt = 140;

async function ask(url, isRight, init = {}) {
  for (let n = 1; ; n++) {
    try {
      const response = await fetch(url, { ...init, signal: AbortSignal.timeout(attempt) });
      const value = response.ok ? await response.json() : undefined;
      if (typeof value === 'object' && value !== null && isRight(value)) return value;
      if (![408, 409, 425, 429].includes(response.status) && response.status < 500) return undefined;
      if (response.headers.get('x-should-retry') === 'false' || (response.headers.get('retry-after') ?? '0') !== '0')
        return undefined;
    } catch {
      // It gave nothing.
    }
    if (n === 2) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const isText = (value) => typeof value === 'string' && value.length > 0;
const isNumber = (value) => typeof value === 'number' && value >= 0;

async function order({ item }) {
  const [profile, stock] = await Promise.all([
    ask(`${PROFILE_URL}/profile`, ({ name }) => isText(name)),
    ask(`${STOCK_URL}/stock`, ({ left }) => Number.isInteger(left) && left >= 0),
  ]);
  const price = await ask(`${PRICE_URL}/price`, ({ amount }) => isNumber(amount));
  const placed = await ask(`${ORDERS_URL}/orders`, ({ id }) => isText(id), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ item }),
  });
  return placed && { taken: true, degraded: !profile || !stock || !price };
}

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const say = (status, body) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  if (request.url === '/healthz') return say(200, {});
  let body;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks)));
  } catch {
    // It stays undefined.
  }
  if (typeof body !== 'object' || body === null || !isText(body.item) || [...body.item].length > 40)
    return say(400, { title: 'This is no order.' });
  const answer = await order(body);
  say(answer ? 200 : 503, answer ?? { title: 'No order can be taken now.' });
}).listen(Number(PORT), '127.0.0.1');
