import { Agent, request as nodeRequest } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import type { DependencyOperation } from '../../src/contract/contract.ts';
import { isValid } from '../../src/contract/json-schema.ts';
import { Simulator } from '../../src/rig/simulator/simulator.ts';
import { httpDependency, operation, requestBytes } from '../dependencies.ts';
import { RawSocket } from '../raw-socket.ts';

const thing = {
  type: 'object',
  required: ['id', 'count'],
  properties: { id: { type: 'string' }, count: { type: 'integer' }, on: { type: 'boolean' } },
};

async function open(...operations: readonly DependencyOperation[]) {
  const simulator = await Simulator.open(httpDependency(...operations));
  await simulator.begin({ seed: 1, schedule: [] });
  return simulator;
}
const get = operation('GET /things/{id}', { returns: { body: thing } });
const post = operation('POST /things', {
  expects: { headers: { 'x-tenant': '^t-' }, query: { dry: { type: 'boolean' } }, body: thing },
  returns: { status: 201, headers: { 'x-kind': 'thing' }, body: thing, examples: [{ id: 'new', count: 0, on: false }] },
});

describe('the simulated HTTP service', () => {
  it('answers a declared call with an example, or with a value of the schema', async () => {
    await using simulator = await open(get, { ...post, name: 'post' });
    const invented = await fetch(`${simulator.url}/things/7`);
    expect(invented.headers.get('content-type')).toBe('application/json');
    expect(isValid(thing, await invented.json())).toBe(true);
    const made = await fetch(`${simulator.url}/things?dry=true`, {
      method: 'POST',
      headers: { 'x-tenant': 't-1' },
      body: JSON.stringify({ id: 'a', count: 1 }),
    });
    expect(made.status).toBe(201);
    expect(made.headers.get('x-kind')).toBe('thing');
    expect(await made.json()).toEqual({ id: 'new', count: 0, on: false });
    expect(await simulator.end()).toMatchObject([
      { operation: 'op', flaws: [], reply: { status: 200, end: 'complete' } },
      { operation: 'post', flaws: [], reply: { status: 201, end: 'complete' } },
    ]);
  });

  it('echoes what the request says, as the type that stands there', async () => {
    const echo = { '/id': 'path.id', '/count': 'query.n', '/on': 'header.X-On' };
    await using simulator = await open(
      operation('GET /things/{id}', { returns: { body: thing, examples: [{ id: '', count: 0, on: false }], echo } }),
    );
    const reply = await fetch(`${simulator.url}/things/a%2Fb?n=42`, { headers: { 'x-on': 'true' } });
    expect(await reply.json()).toEqual({ id: 'a/b', count: 42, on: true });
  });

  it('echoes from the body, and leaves what the request does not say', async () => {
    const echo = { '/id': 'body/name', '/count': 'body/deep/0' };
    await using simulator = await open(
      operation('POST /things', { returns: { body: thing, examples: [{ id: 'x', count: 1 }], echo } }),
    );
    const body = JSON.stringify({ deep: [5] });
    const reply = await fetch(`${simulator.url}/things`, { method: 'POST', body });
    expect(await reply.json()).toEqual({ id: 'x', count: 5 });
  });

  it.each([
    ['GET /nowhere', 404, {}, undefined, 'GET /nowhere is not a declared call of `dep`'],
    ['DELETE /things', 405, {}, undefined, 'DELETE /things is not a declared call of `dep`'],
    ['POST /things', 400, {}, { id: 'a', count: 1 }, 'the header x-tenant is missing'],
    ['POST /things', 400, { 'x-tenant': 'u' }, { id: 'a', count: 1 }, 'does not match ^t-'],
    ['POST /things', 400, { 'x-tenant': 't-1' }, { id: 'a' }, 'count'],
    ['POST /things', 400, { 'x-tenant': 't-1' }, undefined, 'the body is missing'],
    ['POST /things?dry=maybe', 400, { 'x-tenant': 't-1' }, { id: 'a', count: 1 }, 'query parameter dry'],
  ])('answers %s with %d %j %j', async (call, status, headers, body, says) => {
    await using simulator = await open(get, { ...post, name: 'post' });
    const [method, path] = call.split(' ') as [string, string];
    const reply = await fetch(simulator.url + path, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    expect(reply.status).toBe(status);
    expect(await reply.json()).toMatchObject({ error: { status } });
    const [seen] = await simulator.end();
    expect(seen!.flaws.map((f) => f.message).join()).toContain(says);
  });

  it('has no body where HTTP has none', async () => {
    await using simulator = await open(
      { ...operation('HEAD /things', { returns: { body: thing } }), name: 'head' },
      { ...operation('DELETE /things', { returns: { status: 204 } }), name: 'delete' },
    );
    const head = await fetch(`${simulator.url}/things`, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const gone = await fetch(`${simulator.url}/things`, { method: 'DELETE' });
    expect([gone.status, gone.headers.get('content-length'), await gone.text()]).toEqual([204, null, '']);
  });

  it('counts an effect once for a key, and again for another', async () => {
    await using simulator = await open(
      operation('POST /notes', {
        returns: { status: 201 },
        effect: 'once',
        idempotencyKey: { in: 'header', name: 'idempotency-key' },
      }),
    );
    for (const key of ['a', 'a', 'b'])
      await fetch(`${simulator.url}/notes`, { method: 'POST', headers: { 'idempotency-key': key } });
    expect((await simulator.end()).map((call) => call.effect)).toEqual([
      { key: 'a', committed: true, repeated: false },
      { key: 'a', committed: true, repeated: true },
      { key: 'b', committed: true, repeated: false },
    ]);
  });
});

describe('on the wire', () => {
  it('answers requests in the order in which they came on one connection', async () => {
    await using simulator = await open(get);
    using socket = await RawSocket.to(simulator.port);
    await socket.send(
      Buffer.concat([requestBytes('GET /things/1'), requestBytes('GET /nowhere'), requestBytes('GET /things/2')]),
    );
    const statuses = () => [...socket.bytes.toString().matchAll(/HTTP\/1\.1 (\d+)/g)].map((m) => Number(m[1]));
    await socket.until(() => statuses().length === 3);
    expect(statuses()).toEqual([200, 404, 200]);
    expect((await simulator.end()).map((c) => c.request.target)).toEqual(['/things/1', '/nowhere', '/things/2']);
  });

  it('reads a body in chunks, sent byte by byte', async () => {
    await using simulator = await open({ ...post, name: 'post' });
    using socket = await RawSocket.to(simulator.port);
    const head = 'POST /things HTTP/1.1\r\nHost: a\r\nX-Tenant: t-1\r\nTransfer-Encoding: chunked\r\n\r\n';
    const chunks = ['{"id"', ': "ä", "count"', ':1}', ''];
    const body = chunks.map((chunk) => `${Buffer.byteLength(chunk).toString(16)}\r\n${chunk}\r\n`).join('');
    for (const byte of Buffer.from(head + body)) await socket.send(Buffer.of(byte));
    await socket.until((s) => s.bytes.includes('"new"'));
    expect(await simulator.end()).toMatchObject([{ flaws: [], request: { body: { text: '{"id": "ä", "count":1}' } } }]);
  });

  it('lets a client that asks first send its body', async () => {
    await using simulator = await open({ ...post, name: 'post' });
    const body = JSON.stringify({ id: 'a', count: 1 });
    const status = await new Promise((resolve, reject) => {
      const sent = nodeRequest(`${simulator.url}/things`, {
        method: 'POST',
        headers: { expect: '100-continue', 'x-tenant': 't-1', 'content-length': body.length },
      });
      sent.once('continue', () => sent.end(body));
      sent.once('response', (reply) => resolve(reply.statusCode)).once('error', reject);
      sent.flushHeaders();
    });
    expect(status).toBe(201);
  });

  it('closes the connection after the reply where the client asks for it', async () => {
    await using simulator = await open(get);
    using socket = await RawSocket.to(simulator.port);
    await socket.send(requestBytes('GET /things/1', undefined, { connection: 'close' }));
    await socket.until((s) => s.left === 'fin');
    expect(socket.bytes.toString()).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('keeps the connection of a client that wants to use it again', async () => {
    await using simulator = await open(get);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    for (let i = 0; i < 3; i++)
      await new Promise((resolve, reject) => {
        const sent = nodeRequest(`${simulator.url}/things/${i}`, { agent }, (reply) =>
          reply.resume().once('end', resolve),
        );
        sent.once('socket', (s) =>
          s.connecting ? s.once('connect', () => ports.add(s.localPort)) : ports.add(s.localPort),
        );
        sent.once('error', reject).end();
      });
    agent.destroy();
    expect(ports.size).toBe(1);
  });

  it.each([
    ['noise', 'hello\r\n\r\n'],
    ['a length that is none', 'GET /things/1 HTTP/1.1\r\nContent-Length: ten\r\n\r\n'],
  ])('answers %s with 400, records it, and closes', async (_, bytes) => {
    await using simulator = await open(get);
    using socket = await RawSocket.to(simulator.port);
    await socket.send(bytes);
    await socket.until((s) => s.left !== 'stays');
    expect(socket.bytes.toString()).toMatch(/^HTTP\/1\.1 400 /);
    const [call] = await simulator.end();
    expect(call!.flaws[0]!.message).toMatch(/^it is not HTTP/);
  });

  it('forgets between cases', async () => {
    await using simulator = await open(get);
    await fetch(`${simulator.url}/things/1`);
    expect(await simulator.end()).toHaveLength(1);
    await fetch(`${simulator.url}/things/2`);
    await simulator.begin({ seed: 1, schedule: [] });
    await fetch(`${simulator.url}/things/3`);
    expect((await simulator.end()).map((c) => c.request.target)).toEqual(['/things/3']);
  });
});
