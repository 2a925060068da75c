import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import type { ParamValues } from '../../../src/fault/fault.ts';
import { faultsOf, protocolNamed } from '../../../src/protocol/index.ts';
import { filled } from '../../../src/rig/component/launch.ts';
import { Simulator } from '../../../src/rig/simulator/simulator.ts';
import { mcpDependency } from '../../dependencies.ts';
import { corners } from '../../laws/params.ts';
import { tool } from '../../laws/sites.ts';
import { siteOf } from '../../laws/stage.ts';
import { tools } from './served.ts';

// The client of the official SDK starts the bridge as components do: what it makes of the lines is what they see.

const bridge = join(import.meta.dirname, '../../../dist/rig/component/stdio-bridge.js');
const dependency = { ...mcpDependency(tools), protocol: 'mcp-stdio' };

async function started({ fault, params = {} }: { fault?: string; params?: ParamValues } = {}) {
  const simulator = await Simulator.open(dependency);
  const schedule = fault
    ? [{ dependency: 'dep', operation: 'lookup', call: 1, recurs: 'first', fault, params } as const]
    : [];
  await simulator.begin({ seed: 1, schedule });
  const connect = async () => {
    const client = new Client({ name: 'test', version: '1.0.0' });
    const args = [bridge, `${simulator.port}`];
    await client.connect(new StdioClientTransport({ command: process.execPath, args, stderr: 'ignore' }));
    return client;
  };
  const client = await connect();
  return {
    simulator,
    client,
    connect,
    call: (name: string, { by = client, timeout = 20_000 } = {}) =>
      by.callTool({ name, arguments: { orderId: 'o-1' } }, undefined, { timeout }),
    [Symbol.asyncDispose]: async () => {
      await client.close();
      await simulator[Symbol.asyncDispose]();
    },
  };
}

describe('a tool server that the component starts, to the real client', () => {
  it('says what it is, lists its tools and calls them, several at once', async () => {
    await using server = await started();
    expect(server.client.getServerVersion()).toEqual({ name: 'dep', version: '1.0.0' });
    expect((await server.client.listTools()).tools.map(({ name }) => name)).toEqual(Object.keys(tools));
    const results = await Promise.all(['lookup', 'history', 'advise'].map((name) => server.call(name)));
    expect(results.every(({ content }) => (content as unknown[]).length === 1)).toBe(true);
    await expect(server.call('unknown')).rejects.toMatchObject({ code: -32602 });
    const calls = await server.simulator.end();
    expect(calls.map(({ operation, flaws }) => [operation, flaws.length])).toEqual(
      ['initialize', 'tools-list', 'lookup', 'history', 'advise', undefined].map((o) => [o, o === undefined ? 1 : 0]),
    );
  });

  it.each([
    ['close-before-reply', {}, { code: -32000, message: expect.stringMatching(/Connection closed/) }],
    ['close-inside-reply', { after: 90 }, { code: -32000 }],
    ['two-on-a-line', {}, { code: -32001 }],
    ['garbage-body', {}, { code: -32001 }],
    ['silence', {}, { code: -32001 }],
    ['error-without-id', { id: 'none' }, { code: -32001 }],
    ['rpc-internal-error', {}, { code: -32603 }],
  ])('%s: the call fails, and a new server works', async (fault, params, error) => {
    await using server = await started({ fault, params });
    const timeout = error.code === -32001 ? 300 : 20_000;
    await expect(server.call('lookup', { timeout })).rejects.toMatchObject(error);
    const again = await server.connect();
    expect((await server.call('lookup', { by: again })).structuredContent).toMatchObject({ days: expect.any(Number) });
    await again.close();
    const struck = (await server.simulator.end()).find(({ operation }) => operation === 'lookup')!;
    expect(struck.fault).toMatchObject({ kind: fault });
    expect(struck.fault).not.toHaveProperty('undelivered');
  });

  it('log-lines: this client passes over them', async () => {
    await using server = await started({ fault: 'log-lines' });
    expect((await server.call('lookup')).structuredContent).toMatchObject({ days: expect.any(Number) });
  });

  it('cannot be started while it is out', async () => {
    await using server = await started();
    await server.simulator.begin({
      seed: 1,
      schedule: [{ dependency: 'dep', operation: 'lookup', call: 1, recurs: 'every', fault: 'refused', params: {} }],
    });
    await expect(server.connect()).rejects.toMatchObject({ code: -32000 });
    await server.simulator.end();
    await (await server.connect()).close();
  });
});

describe('what leaves a line intact', () => {
  const site = { ...tool('lines', tools.lookup!), dependency };
  const target = { ...siteOf(tool('lines', tools.advise!)), dependency };
  const intact = faultsOf(protocolNamed('mcp-stdio')).filter((fault) => fault.leaves === 'intact' && !fault.bar);

  it.each(intact.map((fault) => ({ fault, name: fault.name })))('$name', async ({ fault }) => {
    for (const params of corners(fault, { ...target, deadline: 20 })) {
      await using server = await started({ fault: fault.name, params });
      const { days, state } = (await server.call('lookup')).structuredContent as Record<string, unknown>;
      expect({ site: site.what, days, state }).toMatchObject({ days: expect.any(Number), state: expect.any(String) });
    }
  });
});

it('the command is a placeholder of the contract', () => {
  const fillings = { port: 1, addresses: { tools: { url: 'http://127.0.0.1:4711' } }, secrets: {} };
  expect(filled('${tools.command}', fillings)).toMatch(/^'[^']+' '[^']+stdio-bridge\.js' 4711$/);
});
