// The trivial component of bench/cases.mjs: it calls nobody, and takes an order or rejects it.
import { createServer } from 'node:http';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Whether a value is an order as the contract describes it. */
function isOrder(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { item, amount, express, notes } = value;
  const length = typeof item === 'string' ? [...item].length : 0;
  return (
    length >= 1 &&
    length <= 80 &&
    Number.isInteger(amount) &&
    amount >= 1 &&
    amount <= 1000 &&
    (!('express' in value) || typeof express === 'boolean') &&
    (!('notes' in value) ||
      (Array.isArray(notes) && notes.length <= 5 && notes.every((note) => typeof note === 'string')))
  );
}

function read(bytes) {
  try {
    return JSON.parse(strict.decode(bytes));
  } catch {
    return undefined;
  }
}

const server = createServer((request, response) => {
  if (request.url === '/healthz') return response.end();
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const order = read(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    const taken = isOrder(order);
    const body = JSON.stringify(taken ? { taken: order.amount } : { title: 'This is not an order.' });
    response.writeHead(taken ? 200 : 400, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
});
// The bench starts one for itself, on any port, and is told which.
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.({ port: server.address().port }));
