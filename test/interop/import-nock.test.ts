import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { importCommand } from '../../src/cli/import.ts';
import { Folder, linted } from '../contract/linted.ts';

const json = ['Content-Type', 'application/json; charset=utf-8', 'Date', 'now', 'X-Request-Id', 'r', 'X-Api', '2'];
const recording = (call: string, status: number, response: unknown, more: object = {}) => {
  const [method, path] = call.split(' ');
  return {
    scope: 'https://api.shop.example.com:443',
    method,
    path,
    body: '',
    status,
    response,
    rawHeaders: json,
    ...more,
  };
};
const packed = [gzipSync('{"hits":[{"score":1}]}').toString('hex')];

const recordings = [
  recording('GET /v1/orders/o-17?expand=items&page=2', 200, { id: 'o-17', items: [{ n: 1 }], price: 3 }),
  recording('GET /v1/orders/o-18', 200, { id: 'o-18', items: [], price: 3.5, note: null }),
  recording('GET /v1/orders/o-99', 404, { error: 'none' }),
  recording('GET /v1/orders/latest', 200, { id: 'o-18' }),
  recording('POST /v1/orders/42/notes', 201, { noteId: 7 }, { body: { text: 'hi', urgent: true } }),
  recording('DELETE /v1/orders/42', 204, ''),
  recording('GET /v1/report', 200, 'a,b\n1,2', { rawHeaders: ['Content-Type', 'text/csv', 'X-Empty', ''] }),
  recording('GET /v1/files/report2', 200, []),
  recording('GET /v1/files/summary', 200, []),
  recording('GET /v1/broken', 500, { error: 'x' }),
  recording('GET /v1/large', 200, { text: 'x'.repeat(5000) }),
  recording('QUERY /v1/orders', 200, []),
  recording('POST /search', 200, packed, { scope: 'http://127.0.0.1:9200', rawHeaders: ['Content-Encoding', 'gzip'] }),
  recording('POST /v1/chat/completions', 200, {}, { scope: 'https://api.openai.com:443' }),
];

/** What the command prints, complains of, and ends with. */
async function imported(files: Readonly<Record<string, string>>) {
  using folder = new Folder(files);
  const printed: string[] = [];
  const complaints: string[] = [];
  const code = await importCommand.run(
    { format: 'nock', files: Object.keys(files).map((name) => join(folder.path, name)) } as never,
    {
      print: (line) => printed.push(line),
      complain: (line) => complaints.push(line),
      signal: new AbortController().signal,
      settings: {} as never,
    },
  );
  return { code, yaml: printed.join('\n'), complaints: complaints.join('\n').replaceAll(`${folder.path}/`, '') };
}

const head = `shakedown: 1
component: { name: shop, launch: { command: "node app.mjs \${port}" } }
upstream:
  ask:
    call: POST /ask
    answers: { ok: { status: 200 }, degraded: { status: 203 }, unavailable: { status: 503 } }
`;

describe('shakedown import nock', () => {
  it('makes dependencies of recordings, that lint has nothing to say about', async () => {
    const half = recordings.length / 2;
    const { code, yaml, complaints } = await imported({
      'one.json': JSON.stringify(recordings.slice(0, half)),
      'two.json': JSON.stringify(recordings.slice(half)),
    });
    expect([code, complaints]).toEqual([0, '']);
    expect(linted({ 'a.contract.yaml': head + yaml })).toEqual([]);
    expect(yaml).toBe(`# Examples are recorded replies: take out what is personal.
# shop-example: GET /v1/orders/{id} was recorded with 404 as well: faults stand for errors, and a contract has one reply.
# shop-example: GET /v1/report was recorded with a body that is not JSON: it has none here.
# shop-example: GET /v1/broken is left out: it was never recorded with a status of success.
# shop-example: QUERY /v1/orders is left out: a contract has no such call.
# openai: its operations come with \`protocol: openai\`; give it \`replies\` that your component can use.
downstream:
  shop-example:
    protocol: http
    origin: https://api.shop.example.com
    operations:
      get-orders:
        call: GET /v1/orders/{id}
        expects:
          path: { id: { type: string } }
          query: { expand: { type: string }, page: { type: integer } }
        returns:
          status: 200
          headers: { x-api: "2" }
          body:
            type: object
            required: [ id, items, price ]
            properties:
              id: { type: string }
              items:
                type: array
                items: { type: object, required: [ n ], properties: { n: { type: integer } } }
              price: { type: number }
              note: { type: "null" }
          examples:
            - { id: o-17, items: [ { n: 1 } ], price: 3 }
            - { id: o-18, items: [], price: 3.5, note: null }
          echo: { /id: path.id }
      get-orders-latest:
        call: GET /v1/orders/latest
        returns:
          status: 200
          headers: { x-api: "2" }
          body: { type: object, required: [ id ], properties: { id: { type: string } } }
          examples: [ { id: o-18 } ]
      post-orders-notes:
        call: POST /v1/orders/{id}/notes
        expects:
          path: { id: { type: integer } }
          body:
            type: object
            required: [ text, urgent ]
            properties: { text: { type: string }, urgent: { type: boolean } }
        returns:
          status: 201
          headers: { x-api: "2" }
          body: { type: object, required: [ noteId ], properties: { noteId: { type: integer } } }
          examples: [ { noteId: 7 } ]
      delete-orders:
        call: DELETE /v1/orders/{id}
        expects: { path: { id: { type: integer } } }
        returns: { status: 204, headers: { x-api: "2" } }
      get-report: { call: GET /v1/report, returns: { status: 200, headers: { content-type: text/csv } } }
      get-files-report2:
        call: GET /v1/files/report2
        returns: { status: 200, headers: { x-api: "2" }, body: { type: array }, examples: [ [] ] }
      get-files-summary:
        call: GET /v1/files/summary
        returns: { status: 200, headers: { x-api: "2" }, body: { type: array }, examples: [ [] ] }
      get-large:
        call: GET /v1/large
        returns:
          status: 200
          headers: { x-api: "2" }
          body: { type: object, required: [ text ], properties: { text: { type: string } } }
  at-127-0-0-1-9200:
    protocol: http
    origin: http://127.0.0.1:9200
    operations:
      post-search:
        call: POST /search
        returns:
          status: 200
          body:
            type: object
            required: [ hits ]
            properties:
              hits:
                type: array
                items: { type: object, required: [ score ], properties: { score: { type: integer } } }
          examples: [ { hits: [ { score: 1 } ] } ]
  openai: { protocol: openai, origin: https://api.openai.com }`);
  });

  it.each([
    ['no JSON', "nock('https://a.example')", /^a.json is no recording of nock: it is not JSON\. Record with/],
    ['no list', '{}', /it holds no list of recordings/],
    ['an empty list', '[]', /it holds no list of recordings/],
    ['something else', '[null]', /^a.json\[0\] is no recording of nock: it has no `scope`/],
    ['a scope that is none', '[{"scope":"x","path":"/"}]', /it has no `scope` that is an origin/],
    ['no path', '[{"scope":"http://a"}]', /it has no `path`/],
    [
      'errors alone',
      '[{"scope":"http://a","path":"/","status":500}]',
      /No request to http:\/\/a was recorded with a status of success/,
    ],
  ])('refuses %s', async (_, text, complaint) => {
    const { code, yaml, complaints } = await imported({ 'a.json': text });
    expect([code, yaml]).toEqual([2, '']);
    expect(complaints).toMatch(complaint);
  });
});
