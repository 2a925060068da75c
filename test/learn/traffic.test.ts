import { describe, expect, it } from '@jest/globals';
import type { SeenRequest } from '../../src/learn/request.ts';
import { readTraffic } from '../../src/learn/traffic.ts';
import { file } from './asked.ts';

async function read(name: string, content: string | Buffer): Promise<SeenRequest[]> {
  using one = file(name, content);
  const all: SeenRequest[] = [];
  for await (const request of readTraffic(one.path)) all.push(request);
  return all;
}
const har = (...requests: readonly unknown[]) =>
  JSON.stringify({ log: { entries: requests.map((request) => ({ request })) } });

describe('requests in lines', () => {
  it('have a path or a URL, and a body as a value or as a text', async () => {
    const all = await read(
      'a.jsonl',
      '\ufeff{"method":"post","path":"/a?b=1#c","body":{"x":1},"time":"now"}\r\n\n{"method":"POST","url":"https://h:8/a?b","headers":{"A":["1","2"]},"body":"{}"}',
    );
    expect(all.map(({ body, ...rest }) => ({ ...rest, body: body?.toString() }))).toEqual([
      { method: 'POST', target: '/a?b=1', headers: undefined, body: '{"x":1}', written: false },
      {
        method: 'POST',
        target: '/a?b',
        headers: [
          ['A', '1'],
          ['A', '2'],
        ],
        body: '{}',
        written: true,
      },
    ]);
  });

  it('end at a line feed, and nowhere else', async () => {
    const line = `{"method":"POST","path":"/a","body":{"x":"\u2028\u0085"}}`;
    expect(await read('a.ndjson', `${line}\n${line}`)).toHaveLength(2);
  });

  it('may be longer than what is read at once', async () => {
    const lines = Array.from({ length: 5 }, (_, i) =>
      JSON.stringify({ method: 'POST', path: `/${i}`, body: 'é'.repeat(700_001) }),
    );
    const all = await read('a.jsonl', `${lines.join('\n')}\n`);
    expect(all.map(({ target, body }) => [target, body!.toString() === 'é'.repeat(700_001)])).toEqual(
      lines.map((_, i) => [`/${i}`, true]),
    );
  });

  it('have bytes where they say so', async () => {
    const [one] = await read('a.jsonl', '{"method":"POST","path":"/a","body":"/w==","encoding":"base64"}');
    expect(one!.body).toEqual(Buffer.from([0xff]));
  });

  it.each([
    ['{"method":"POST","path":"/a"}\n\n{', ':3 is not JSON.'],
    ['7', ':1 is no request'],
    ['{"path":"/a"}', ':1 is no request'],
    ['{"method":"POST"}', ':1 is no request'],
    ['{"method":"POST","url":"a b"}', ':1 has an address that is neither a path nor a URL.'],
    ['', 'a.jsonl is empty.'],
  ])('are refused as %j', async (text, why) => {
    await expect(read('a.jsonl', text)).rejects.toThrow(why);
  });
});

describe('requests of an archive', () => {
  it('are read with their headers and bodies', async () => {
    const [one, two] = await read(
      'a.HAR',
      har(
        {
          method: 'POST',
          url: 'https://h/a',
          headers: [{ name: 'content-type', value: 'text/plain' }],
          postData: { mimeType: 'text/plain', text: 'e30=', encoding: 'base64' },
        },
        { method: 'GET', url: 'https://h/b', headers: [] },
      ),
    );
    expect({ ...one, body: one!.body!.toString() }).toEqual({
      method: 'POST',
      target: '/a',
      headers: [['content-type', 'text/plain']],
      body: '{}',
      written: true,
    });
    expect(two).toMatchObject({ method: 'GET', target: '/b', body: undefined });
  });

  it.each([
    ['{', 'is not JSON, as a HAR file is'],
    ['{}', 'has no entries.'],
    ['{"log":{"entries":[]}}', 'has no entries.'],
    ['{"log":{"entries":[null]}}', 'log.entries[0] is no request'],
  ])('are refused as %j', async (text, why) => {
    await expect(read('a.har', text)).rejects.toThrow(why);
  });
});

it('refuses what is neither, and what is not there', async () => {
  await expect(read('a.csv', 'x')).rejects.toThrow('a.csv is of no known kind. Name it .jsonl');
  await expect(async () => {
    for await (const _ of readTraffic('/nowhere/a.jsonl'));
  }).rejects.toThrow('/nowhere/a.jsonl does not exist.');
});
