import { describe, expect, it } from '@jest/globals';
import { served, tools } from './served.ts';

// The client is the official SDK: what it makes of a reply is what components see.

const text = (result: unknown) => (result as { content: { text: string }[] }).content[0]!.text;

const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'advise', arguments: { orderId: 'o-1' } } };
const initialize = (protocolVersion: string) => ({
  jsonrpc: '2.0',
  id: 0,
  method: 'initialize',
  params: { protocolVersion, capabilities: {}, clientInfo: { name: 'x', version: '1' } },
});

describe('the simulated tool server, to the real client', () => {
  it('begins a session, lists its tools and calls them', async () => {
    await using server = await served();
    const { client, simulator, transport } = server;
    expect(client.getServerVersion()).toEqual({ name: 'dep', version: '1.0.0' });
    expect(transport.sessionId).toBe('dep-00000001');
    const listed = await client.listTools();
    expect(listed.tools.map(({ name }) => name)).toEqual(Object.keys(tools));
    const looked = await server.call('lookup');
    expect(looked.structuredContent).toMatchObject({ state: expect.any(String), days: expect.any(Number) });
    expect(JSON.parse(text(looked))).toEqual(looked.structuredContent);
    expect(JSON.parse(text(await server.call('history')))).toMatchObject({ days: expect.any(Number) });
    expect(text(await server.call('advise'))).toBe('Ask for the number of the order.');
    await client.ping();
    const calls = await simulator.end();
    expect(calls.map(({ operation, flaws }) => [operation, flaws])).toEqual(
      ['initialize', 'tools-list', 'lookup', 'history', 'advise'].map((operation) => [operation, []]),
    );
  });

  it('keeps a session between cases, until its client ends it', async () => {
    await using server = await served();
    await server.simulator.end();
    await server.call('advise');
    await server.simulator.begin({ seed: 2, schedule: [] });
    await server.call('advise');
    await server.transport.terminateSession();
    expect((await server.simulator.end()).map(({ operation }) => operation)).toEqual(['advise']);
  });

  it('needs no session where the contract says that it keeps none', async () => {
    await using server = await served({ sessions: false });
    expect(server.transport.sessionId).toBeUndefined();
    expect(text(await server.call('advise'))).toMatch(/order/);
  });

  it('tells an effect and its key', async () => {
    await using server = await served();
    await server.call('refund');
    await server.call('refund');
    const calls = (await server.simulator.end()).slice(1);
    expect(calls.map(({ effect }) => effect)).toEqual([
      { key: 'o-1', committed: true, repeated: false },
      { key: 'o-1', committed: true, repeated: true },
    ]);
    expect(calls.map(({ asks }) => asks)).toEqual([
      'tools/call {"name":"refund","arguments":{"orderId":"o-1"}}',
      calls[0]!.asks,
    ]);
    expect(calls[0]!.request.body.text).not.toBe(calls[1]!.request.body.text);
  });

  it.each([
    ['an unknown tool', 'look', {}, /Unknown tool: look/, 'body/params/name'],
    ['arguments of the wrong form', 'lookup', { orderId: 7 }, /must be string/, 'body/params/arguments/orderId'],
    ['no arguments', 'lookup', {}, /misses "orderId"/, 'body/params/arguments/orderId'],
  ])('refuses %s with -32602, and tells it as a flaw of the call', async (_, name, given, message, at) => {
    await using server = await served();
    await expect(server.call(name, given)).rejects.toMatchObject({
      code: -32602,
      message: expect.stringMatching(message),
    });
    expect((await server.simulator.end()).at(-1)!.flaws[0]).toMatchObject({ at });
  });

  it('blames nobody for what it cannot simulate', async () => {
    await using server = await served();
    const resources = { ...call, method: 'resources/list', params: {} };
    const sessions = { 'mcp-session-id': server.transport.sessionId! };
    expect(await post(server.simulator.url, resources, sessions)).toMatchObject({ status: 501 });
    expect(server.simulator.unsupported).toMatch(/`resources\/list` .* not simulated/);
  });

  it.each([
    ['2024-11-05', '2024-11-05'],
    ['2025-06-18', '2025-06-18'],
    ['2031-01-01', '2025-11-25'],
  ])('asked for version %s it speaks %s', async (wanted, spoken) => {
    await using server = await served();
    const { status, message } = await post(server.simulator.url, initialize(wanted));
    expect([status, message.result]).toMatchObject([200, { protocolVersion: spoken }]);
  });

  it.each([
    ['another path', '/rpc', {}, call, 404, 'call'],
    ['no session', '/mcp', {}, call, 400, 'header/mcp-session-id'],
    ['a session that never was', '/mcp', { 'mcp-session-id': 'x' }, call, 404, 'header/mcp-session-id'],
    [
      'a version that nobody agreed on',
      '/mcp',
      { 'mcp-protocol-version': '1' },
      call,
      400,
      'header/mcp-protocol-version',
    ],
    ['a client that reads no event streams', '/mcp', { accept: 'application/json' }, call, 406, 'header/accept'],
    ['a form', '/mcp', { 'content-type': 'text/plain' }, call, 415, 'header/content-type'],
    ['no JSON', '/mcp', {}, undefined, 400, 'body'],
    ['no JSON-RPC', '/mcp', {}, { method: 'ping' }, 400, 'body'],
  ])('refuses %s', async (_, path, headers, body, status, at) => {
    await using server = await served();
    const got = await post(`${server.simulator.url}`, body, headers, path);
    const last = (await server.simulator.end()).at(-1)!;
    expect([got.status, last.flaws[0]!.at]).toEqual([status, at]);
  });
});

async function post(url: string, body: unknown, headers: Record<string, string> = {}, path = '/mcp') {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: body === undefined ? 'no JSON' : JSON.stringify(body),
  });
  const message = (await response.json()) as { result?: unknown; error?: { code: number } };
  return { status: response.status, message };
}
