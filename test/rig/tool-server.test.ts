import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ComponentProcess } from '../../src/rig/component/process.ts';
import { HttpWire } from '../../src/rig/driver/mcp/http-wire.ts';
import { StdioWire } from '../../src/rig/driver/mcp/stdio-wire.ts';
import { ToolServer } from '../../src/rig/driver/mcp/tool-server.ts';
import type { ToSend } from '../../src/rig/driver/request.ts';

const patience = 20_000;
const call = (tool: string, body = '{}', more: Partial<ToSend> = {}): ToSend => ({
  method: 'tool',
  target: tool,
  headers: [],
  body: Buffer.from(body),
  ...more,
});

function started() {
  const process_ = ComponentProcess.start('exec "$@"', {
    cwd: import.meta.dirname,
    env: {},
    args: [process.execPath, join(import.meta.dirname, 'tool-server.mjs')],
    asked: true,
  });
  const server = new ToolServer(new StdioWire(process_));
  return { server, process: process_, [Symbol.asyncDispose]: () => process_[Symbol.asyncDispose]() };
}

const failed = (detail: string) => ({ kind: 'none', why: 'failed', detail: expect.stringContaining(detail) });

describe('a tool server on standard input and output', () => {
  it('is answered for with a status and a body', async () => {
    await using component = started();
    const said = async (tool: string) => {
      const answer = await component.server.deliver(call(tool), { patience });
      return answer.kind === 'response' ? [answer.status, answer.body.text] : answer;
    };
    expect(await said('structured')).toEqual([200, '{"a":1}']);
    expect(await said('json')).toEqual([200, '{"a": 1.0}']);
    expect(await said('words')).toEqual([200, '"one \\"word\\""']);
    expect(await said('several')).toEqual([200, '[{"type":"text","text":"a"},{"type":"text","text":"b"}]']);
    expect(await said('failed')).toEqual(['tool-error', '"no"']);
    expect(await said('refused')).toEqual(['rpc-error', '{"code":-32602,"message":"no"}']);
    expect(await said('neither')).toMatchObject(failed('neither result nor error'));
    expect(await said('questions')).toEqual([200, '[{},-32601]']);
  });

  it('gets arguments as they are written, and the trace of the request', async () => {
    await using component = started();
    const request = call('echo', '{"b":1.0,  "a":"\\u0041"}', { headers: [['traceparent', '00-a-b-01']] });
    expect(await component.server.deliver(request, { patience })).toMatchObject({
      body: {
        text: expect.stringContaining(
          JSON.stringify('"arguments":{"b":1.0,  "a":"\\u0041"},"_meta":{"traceparent":"00-a-b-01"}').slice(1, -1),
        ),
      },
    });
  });

  it('gave no answer where it writes what is no message, or ends', async () => {
    await using component = started();
    const { server } = component;
    expect(await server.deliver(call('log'), { patience })).toMatchObject(
      failed('it wrote a line to standard output that is no message: "looking"'),
    );
    expect(component.process.output.since(0)).toBe('looking');
    expect(await server.deliver(call('nobody'), { patience })).toMatchObject(failed('nothing was asked with: null'));
    const [one, other] = ['silence', 'end'].map((tool) => server.deliver(call(tool), { patience }));
    expect([await one, await other]).toMatchObject([failed('the process ended'), failed('the process ended')]);
    expect(await server.deliver(call('json'), { patience })).toMatchObject(failed('the process has ended'));
  });

  it('is told that nobody waits any longer', async () => {
    await using component = started();
    const { server } = component;
    await server.ready({ patience });
    expect(await server.deliver(call('silence'), { patience: 30 })).toMatchObject({ kind: 'none', why: 'timeout' });
    let calls = 0;
    const leaving = call('silence', '{}', { sending: { leaves: 'at a call' } });
    expect(await server.deliver(leaving, { patience, called: () => ++calls > 3 })).toMatchObject({ why: 'left' });
    expect(await server.deliver(call('questions'), { patience })).toMatchObject({
      body: { text: '["notifications/cancelled","notifications/cancelled",{},-32601]' },
    });
  });
});

type Handler = (response: ServerResponse, message: { id: number; method: string }) => void;

/** A tool server over HTTP that begins a session, and answers calls in one way. */
async function listening(act: Handler) {
  const heard: { method: string; session: unknown; version: unknown }[] = [];
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const message = JSON.parse(Buffer.concat(parts).toString()) as { id: number; method: string };
    const { 'mcp-session-id': session, 'mcp-protocol-version': version } = request.headers;
    heard.push({ method: message.method, session, version });
    if (message.method === 'tools/call') return act(response, message);
    if (message.id === undefined) return response.writeHead(202).end();
    response.writeHead(200, { 'content-type': 'application/json', 'mcp-session-id': `s${heard.length}` });
    response.end(JSON.stringify({ jsonrpc: '2.0', id: message.id, result: { protocolVersion: '2025-06-18' } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    server: new ToolServer(new HttpWire(() => origin, '/mcp')),
    heard,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const result = (id: number) =>
  JSON.stringify({ jsonrpc: '2.0', id, result: { content: [{ type: 'text', text: 'a' }] } });

describe('a tool server over HTTP', () => {
  it('has one session, and another when it has lost it', async () => {
    let lost = true;
    await using component = await listening((response, { id }) => {
      if (lost) return response.writeHead(404).end('gone');
      response.writeHead(200, { 'content-type': 'application/json' }).end(result(id));
    });
    const { server, heard } = component;
    expect(await server.deliver(call('a'), { patience })).toMatchObject({ status: 404, body: { text: 'gone' } });
    lost = false;
    expect(await server.deliver(call('a'), { patience })).toMatchObject({ status: 200, body: { text: '"a"' } });
    const version = '2025-06-18';
    const session = (id: string) => ({ session: id, version });
    expect(heard.filter(({ method }) => method === 'tools/call')).toEqual([
      { method: 'tools/call', ...session('s1') },
      { method: 'tools/call', ...session('s4') },
    ]);
  });

  it.each([
    [
      'events, in a stream that stays open',
      (response: ServerResponse, id: number) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(': hello\n\ndata: {"jsonrpc":"2.0","method":"notifications/progress"}\n\n');
        response.write(`data: ${result(id)}\n\n`);
      },
      { kind: 'response', status: 200, body: { text: '"a"' } },
    ],
    [
      'an event that is no message',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' }).end('data: what\n\n');
      },
      failed('an event of its reply is no message: "what"'),
    ],
    [
      'no reply',
      (response: ServerResponse) => response.writeHead(202).end(),
      failed('status 202 came without a reply'),
    ],
    [
      'another id',
      (response: ServerResponse, id: number) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(result(id + 7)),
      failed('it answered with an id that nothing was asked with'),
    ],
    [
      'a closed connection',
      (response: ServerResponse) => response.destroy(),
      failed('the connection was closed before the answer was complete'),
    ],
  ])('answers with %s', async (_, act, expected) => {
    await using component = await listening((response, { id }) => void act(response, id));
    expect(await component.server.deliver(call('a'), { patience })).toMatchObject(expected);
  });
});
