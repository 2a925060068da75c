import { expect, it } from '@jest/globals';
import { folder, shakedown } from './cli.ts';

/** Serves one request after the other, ten milliseconds each: a hundred a second, and a queue for all the rest. */
const component = `
import { createServer } from 'node:http';
let last = Promise.resolve();
createServer((request, response) => {
  if (request.url === '/healthz') return response.end();
  last = last.then(() => new Promise((done) => setTimeout(done, 10)));
  last.then(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
}).listen(process.env.PORT, '127.0.0.1');
`;

const contract = `
shakedown: 1
component:
  name: one-at-a-time
  launch: { command: node component.mjs, env: { PORT: '\${port}' }, ready: GET /healthz }
upstream:
  ask:
    call: GET /ask
    answers: { ok: { status: 200, body: { type: object } } }
    budget: { rate: 50/s, deadline: 5s, latency: { p95: 60ms } }
downstream: {}
`;

it('tells the rates that a component stands, and the one that is too much', async () => {
  using project = folder({ 'package.json': '{}', 'a.contract.yaml': contract, 'component.mjs': component });
  const misspelt = await shakedown(['capacity', 'a.contract.yaml', '--operation', 'aks'], project.path);
  expect(misspelt).toMatchObject({ code: 2, stderr: expect.stringContaining('Did you mean `ask`?') });
  const flags = ['--most', '400', '--seconds', '1', '--seed', '1', '--json'];
  const { code, stdout } = await shakedown(['capacity', 'a.contract.yaml', ...flags], project.path);
  const { capacity, operations } = JSON.parse(stdout);
  expect({ capacity, names: operations.map((one: { operation: string }) => one.operation) }).toEqual({
    capacity: 1,
    names: ['ask'],
  });
  const [{ declared, holds, breaks, steps, beyond }] = operations;
  expect(declared).toBe(50);
  // The machine may have had no time for it.
  if (breaks === undefined) return expect(steps.at(-1).because).toMatch(/held up/);
  expect(breaks).toBeGreaterThan(holds ?? 0);
  expect(breaks).toBeLessThanOrEqual(400);
  expect(beyond.rate).toBe(2 * breaks);
  expect(code).toBe(holds >= 50 ? 0 : 1);
}, 120_000);
