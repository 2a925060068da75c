import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { toWholeBody } from '../../src/observation/body.ts';
import type { Headers, Sending } from '../../src/observation/observation.ts';
import { curlCommand } from '../../src/report/curl.ts';

const shell = promisify(execFile);

/** What arrives when a shell runs the command. */
async function received(method: string, target: string, headers: Headers, body: Buffer, sending?: Sending) {
  let seen: object = {};
  let times = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { 'content-type': type, 'x-note': note, 'x-empty': empty } = request.headers;
    seen = {
      method: request.method,
      target: request.url,
      type,
      note,
      empty,
      body: Buffer.concat(chunks).toString('base64'),
      ...(sending ? { coding: request.headers['transfer-encoding'], times: ++times } : {}),
    };
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const component = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const command = curlCommand({
    ...{ method, target, headers, body: toWholeBody(body) },
    ...(sending ? { sending } : {}),
  });
  await shell('sh', ['-c', command], { env: { ...process.env, COMPONENT: component } });
  server.close();
  return seen;
}

describe('a request as a command', () => {
  it.each([
    ['JSON', Buffer.from('{"text":"it\'s $HOME `here` \\\\ \\"quoted\\""}')],
    ['several lines', Buffer.from('a\nb\n')],
    ['a file name', Buffer.from('@/etc/passwd')],
    ['control characters', Buffer.from('a\u0000\u001b[31m\r\n')],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0, 1])],
    ['nothing', Buffer.alloc(0)],
    ['more than an argument may hold', Buffer.from('né '.repeat(50_000))],
    ['ten megabytes', Buffer.alloc(10_485_760, ' ')],
  ])('sends %s as it was, byte for byte', async (_, body) => {
    const headers: Headers = [
      ['content-type', 'application/json'],
      ['x-note', `it's "fine"`],
      ['x-empty', ''],
    ];
    expect(await received('POST', '/v1/ask?a=1&b=it%27s', headers, body)).toEqual({
      method: 'POST',
      target: '/v1/ask?a=1&b=it%27s',
      type: 'application/json',
      note: `it's "fine"`,
      empty: '',
      body: body.toString('base64'),
    });
  });

  it('sends it in chunks, and twice; what it cannot do is a remark', async () => {
    const body = Buffer.from('{}');
    const sent = (sending: Sending) => received('POST', '/x', [], body, sending);
    expect(await sent({ cuts: [1], chunked: true })).toMatchObject({ coding: 'chunked', times: 1, body: 'e30=' });
    expect(await sent({ again: 'afterwards' })).toMatchObject({ times: 2, body: 'e30=' });
    expect(await sent({ again: 'at once' })).toMatchObject({ times: 2, body: 'e30=' });
    expect(await sent({ cuts: [1], pause: 20 })).toMatchObject({ times: 1, body: 'e30=' });
    const request = { method: 'POST', target: '/x', headers: [], body: toWholeBody(body) };
    expect(curlCommand({ ...request, sending: { cuts: [1], pause: 20 } })).toMatch(
      / # in pieces that begin at byte 1, with 20 ms between them$/,
    );
    expect(curlCommand(request, true)).toBe(curlCommand(request).replace('curl -sS', 'curl -sS -N'));
    expect(curlCommand({ ...request, sending: { leaves: 'at a call' } })).toMatch(/ # the caller leaves at a call$/);
  });

  it('adds no content-type of its own', async () => {
    expect(await received('PUT', '/x', [], Buffer.from('a=b'))).toMatchObject({ method: 'PUT', body: 'YT1i' });
    expect(await received('PUT', '/x', [], Buffer.from('a=b'))).not.toHaveProperty('type', expect.anything());
  });

  it('says of a tool what it is called with: a session is nothing for curl', () => {
    const request = {
      method: 'tool',
      target: 'look_up',
      headers: [] as const,
      body: toWholeBody(Buffer.from('{"a":1}')),
    };
    expect(curlCommand(request)).toBe('# tools/call {"name":"look_up","arguments":{"a":1}}');
  });
});
