import { describe, expect, it } from '@jest/globals';
import { faultsOf, protocolNamed } from '../../../src/protocol/index.ts';
import { corners } from '../../laws/params.ts';
import { sites } from '../../laws/sites.ts';
import { siteOf } from '../../laws/stage.ts';
import { served } from './served.ts';

// What the official SDK makes of each fault: measured, and the reason for what the faults claim.

const never = { code: -32001, message: expect.stringMatching(/timed out/) };

describe('a fault of a tool server, to the real client', () => {
  it.each([
    ['lost-session', {}, { code: 404, message: expect.stringMatching(/Session not found/) }],
    ['accepted-request', {}, never],
    ['rpc-internal-error', {}, { code: -32603, message: expect.stringMatching(/ECONNREFUSED .* \(sdk/) }],
    ['error-without-id', { id: 'none' }, never],
    ['error-without-id', { id: 'null' }, { name: 'ZodError' }],
    ['wrong-id', { id: 'of a later request' }, never],
    ['result-and-error', {}, { name: 'ZodError' }],
    ['unknown-content-type', {}, { name: expect.stringMatching(/ZodError|\$ZodError/) }],
    ['no-result-content', { content: 'none' }, { code: -32600 }],
    ['unstructured-result', {}, { code: -32600 }],
  ])('%s %j: the call fails', async (fault, params, error) => {
    await using server = await served({ fault, params });
    await server.client.listTools();
    const called = error === never ? server.callInVain('lookup') : server.call('lookup');
    await expect(called).rejects.toMatchObject(error);
    const struck = (await server.simulator.end()).at(-1)!;
    expect(struck).toMatchObject({ operation: 'lookup', fault: { kind: fault }, reply: { end: 'complete' } });
  });

  it('is-error-result: the call succeeds, and its text is a stack trace', async () => {
    await using server = await served({ fault: 'is-error-result' });
    const result = await server.call('lookup');
    expect(result).toMatchObject({ isError: true, content: [{ text: expect.stringMatching(/\(sdk\w{8}\)\n +at /) }] });
    expect((await server.simulator.end()).at(-1)!.fault!.marker).toMatch(/^sdk/);
  });

  it.each(['none', 'empty'])('no-result-content %s: the call succeeds, and nothing is in it', async (content) => {
    await using server = await served({ fault: 'no-result-content', params: { content }, operation: 'advise' });
    expect((await server.call('advise')).content).toEqual([]);
  });

  it.each(['missing-field', 'unknown-enum', 'extra-fields'])(
    '%s: the text says the same as the structure',
    async (fault) => {
      await using server = await served({ fault, params: { pick: 2 } });
      const { structuredContent, content } = await server.call('lookup');
      const [{ text }] = content as [{ text: string }];
      expect({ fault, told: JSON.parse(text) }).toEqual({ fault, told: structuredContent });
    },
  );

  it('a message in a list is a batch of one: taken, and so no fault', async () => {
    const listed = faultsOf(protocolNamed('mcp')).find(({ name }) => name === 'value-in-list')!;
    const site = sites.find(({ what }) => what === 'a tool with an output schema')!;
    for (const params of corners(listed, siteOf(site))) {
      await using server = await served({ fault: 'value-in-list', params });
      await server.client.listTools();
      await expect(server.call('lookup')).rejects.toThrow();
    }
  });

  it('huge-body: 8 MiB are taken without a word', async () => {
    await using server = await served({ fault: 'huge-body', params: { mebibytes: 8 } });
    expect((await server.call('lookup')).structuredContent).toMatchObject({ days: expect.any(Number) });
  });
});

describe('a lost session', () => {
  it('stays lost for whoever goes on with it, in later cases as well, and a new one works', async () => {
    await using server = await served({ fault: 'lost-session' });
    const gone = { code: 404 };
    await expect(server.call('lookup')).rejects.toMatchObject(gone);
    await expect(server.call('advise')).rejects.toMatchObject(gone);
    const calls = await server.simulator.end();
    expect(calls.slice(1).map(({ operation, fault, flaws }) => [operation, fault!.kind, flaws])).toEqual([
      ['lookup', 'lost-session', []],
      ['advise', 'lost-session', []],
    ]);
    await server.simulator.begin({ seed: 1, schedule: [] });
    await expect(server.call('lookup')).rejects.toMatchObject(gone);
    const again = await server.connect();
    expect((await again.client.callTool({ name: 'advise', arguments: { orderId: 'o-1' } })).content).toHaveLength(1);
    await again.client.close();
  });
});

describe.each([undefined, 'sse'] as const)('what leaves the reply intact (%s)', (stream) => {
  const site = sites.find(({ what }) => what === `a tool with an output schema${stream ? ', in events' : ''}`)!;
  const intact = faultsOf(protocolNamed('mcp')).filter(
    (fault) => fault.leaves === 'intact' && !fault.bar && fault.unfit(siteOf(site)) === undefined,
  );

  it.each(intact.map((fault) => ({ fault, name: fault.name })))(
    '$name: the real client does not notice',
    async ({ fault }) => {
      await using well = await served();
      const { state, days } = (await well.call('lookup')).structuredContent as { state: string; days: number };
      for (const params of corners(fault, siteOf(site))) {
        await using server = await served({ fault: fault.name, params, ...(stream ? { stream } : {}) });
        await server.client.listTools();
        const result = await server.call('lookup');
        expect({ params, result: result.structuredContent }).toMatchObject({ params, result: { state, days } });
      }
    },
  );
});

describe('a stream of events, to the real client', () => {
  it.each([
    ['missing-terminator', { content: 'all' }],
    ['endless-keepalives', { from: 'the start' }],
    ['cut-frame', { after: 99, ends: 'in order' }],
  ])('%s %j: it waits until its time is over', async (fault, params) => {
    await using server = await served({ fault, params, stream: 'sse' });
    await expect(server.callInVain('lookup')).rejects.toMatchObject(never);
  });

  it.each(['open-after-end', 'unstreamed'])('%s: the result is taken', async (fault) => {
    await using server = await served({ fault, stream: 'sse' });
    expect((await server.call('lookup')).structuredContent).toMatchObject({ days: expect.any(Number) });
  });

  it.each(['is-error-result', 'lost-session', 'wrong-id'])('%s shows in events as it does in JSON', async (fault) => {
    await using server = await served({ fault, params: fault === 'wrong-id' ? { id: 'none' } : {}, stream: 'sse' });
    const seen = await server[fault === 'wrong-id' ? 'callInVain' : 'call']('lookup').then(
      (result) => ({ isError: result.isError }),
      (error: { code?: number }) => ({ code: error.code }),
    );
    expect(seen).toEqual(
      { 'is-error-result': { isError: true }, 'lost-session': { code: 404 }, 'wrong-id': { code: -32001 } }[fault],
    );
  });
});
