import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Contract } from '../../src/contract/contract.ts';
import { explain } from '../../src/contract/explain.ts';
import { loadContract } from '../../src/run/load.ts';
import { type Files, Folder, sound, today } from './linted.ts';

/** What of a contract does not depend on where it was written. */
function meaning(file: string): Omit<Contract, 'file' | 'project' | 'places'> & { readonly text: string } {
  const { contract, problems } = loadContract(file, today);
  if (!contract) throw new Error(`${file} cannot be used: ${JSON.stringify(problems)}`);
  const { component, upstream, downstream, waivers } = contract;
  return { component, upstream, downstream, waivers, text: explain(contract) };
}

function twice(files: Files) {
  using folder = new Folder(files);
  const once = meaning(join(folder.path, Object.keys(files)[0]!));
  using other = new Folder({ 'b.contract.yaml': once.text });
  return { once, again: meaning(join(other.path, 'b.contract.yaml')) };
}

const minimal = `shakedown: 1
component:
  name: ask
  launch: { command: "node app.mjs \${port} \${llm.url}" }
upstream:
  ask:
    call: POST /v1/ask
    answers: { ok: { status: 200 } }
downstream:
  llm: { protocol: openai, on-failure: ok }
`;

const contracts: Readonly<Record<string, Files>> = {
  'of ten lines': { 'a.contract.yaml': minimal },
  'with all kinds of keys': { 'a.contract.yaml': sound },
  'that promises more than most': {
    'a.contract.yaml': minimal.replace(
      'call: POST /v1/ask',
      'call: POST /v1/ask\n    repeats: same\n    budget: { cancels: 500ms }',
    ),
  },
  'with a tool server': {
    'a.contract.yaml': minimal.replace(
      'protocol: openai',
      'protocol: mcp, stream: sse, sessions: false, tools: { a: { description: finds, input: { type: object, properties: { n: { $ref: all.json#/$defs/id } } }, output: { $ref: all.json }, examples: [{ tags: [x] }], effect: once, idempotency-key: body /n }, b: { text: true } }',
    ),
    'all.json': JSON.stringify({
      type: 'object',
      properties: { tags: { type: 'array' } },
      $defs: { id: { type: 'string' } },
    }),
  },
  'of a tool server on standard input and output': {
    'a.contract.yaml': minimal
      .replace('launch: {', 'launch: { protocol: mcp,')
      .replace('call: POST /v1/ask', 'call: tool ask.one\n    accepts: { body: { type: object } }')
      .replace('{ status: 200 }', '{ status: 200 }, rejected: { status: [tool-error, rpc-error] }'),
  },
  'of a tool server over HTTP': {
    'a.contract.yaml': minimal
      .replace('launch: {', 'launch: { protocol: mcp, path: /mcp,')
      .replace('call: POST /v1/ask', 'call: tool ask\n    accepts: { body: { type: object } }'),
  },
  'with streamed answers': {
    'a.contract.yaml': minimal
      .replace('call: POST /v1/ask', 'call: POST /v1/ask\n    budget: { first-event: 1s, gap: 250ms }')
      .replace(
        '{ ok: { status: 200 } }',
        `
      ok: { status: 200, stream: sse, events: { token: { event: message, data: { $ref: all.json } }, done: { ends: degraded } } }
      row: { status: 206, like: ok, stream: ndjson, events: { row: { where: {} }, end: { ends: degraded, where: { "": 1 } }, last: { ends: ok } } }
      degraded: {}`,
      ),
    'all.json': JSON.stringify({ properties: { inner: { $ref: '#' } } }),
  },
  'that does later what it accepts now': {
    'a.contract.yaml': sound.replace(
      '    budget:\n',
      '    delivers: [{ effect: search.similar, within: 1.5s, key: /subject }]\n    budget:\n',
    ),
  },
  'with a real server': {
    'a.contract.yaml': minimal.replace('protocol: openai', 'protocol: tcp, target: "127.0.0.1:5432"'),
  },
  'with a vector store': {
    'a.contract.yaml': minimal.replace(
      'protocol: openai',
      'protocol: qdrant, collections: { documents: { dimension: 3, payload: { properties: { a: { type: string } } }, examples: [{ a: x }] } }, treats: { zero-hits: [ok] }',
    ),
  },
  'that leaves lists and maps empty': {
    'a.contract.yaml': minimal
      .replace(
        'call: POST /v1/ask',
        'call: POST /v1/ask\n    uses: []\n    accepts: { body: {}, query: {} }\n    budget: { latency: {} }',
      )
      .replace('{ ok: { status: 200 } }', '{ ok: { status: [200], body: true, where: {} } }'),
  },
  'with schemas that share definitions, and refer to themselves': {
    'a.contract.yaml': minimal
      .replace(
        'call: POST /v1/ask',
        'call: POST /v1/ask/{id}\n    accepts: { path: { id: { $ref: all.json#/$defs/id } }, body: { $ref: all.json } }',
      )
      .replace(
        '{ status: 200 }',
        '{ status: 200, body: { properties: { a: { $ref: all.json }, b: { $ref: "all.json#/$defs/id" } } } }',
      ),
    'all.json': JSON.stringify({
      properties: {
        id: { $ref: '#/$defs/id' },
        same: { $ref: '#/$defs/id' },
        inner: { $ref: '#' },
        more: { $ref: 'more/id.json' },
      },
      $defs: { id: { type: 'string', examples: [{ $ref: 'no reference' }] } },
    }),
    'more/id.json': JSON.stringify({ anyOf: [{ $ref: '../all.json#/$defs/id' }, { type: 'integer' }] }),
  },
  'with names that an address would escape': {
    'a.contract.yaml': minimal.replace(
      'call: POST /v1/ask',
      'call: POST /v1/ask\n    accepts:\n      query:\n        "100% ~ü/?": { type: array, items: { $ref: tree.json } }',
    ),
    'tree.json': JSON.stringify({ type: 'object', properties: { child: { $ref: '#' } } }),
  },
  'with an example that is used twice': {
    'a.contract.yaml': minimal.replace(
      'call: POST /v1/ask',
      'call: POST /v1/ask\n    accepts: { examples: [{ $ref: e.json }, { $ref: e.json }] }',
    ),
    'e.json': '{ "a": [1, null, "2027-01-31", "yes", "1e3"] }',
  },
  'of a component that already runs': {
    'a.contract.yaml': minimal
      .replace('command: "node app.mjs ${port} ${llm.url}"', 'url: http://127.0.0.1:8080/')
      .replace('protocol: openai', 'protocol: openai, port: 4010'),
  },
  'of a module': {
    'a.contract.yaml': minimal.replace('command: "node app.mjs ${port} ${llm.url}"', 'module: ./app.ts#create'),
  },
};

describe('lint --explain', () => {
  it.each(Object.keys(contracts))('prints a contract %s as one that says the same', (name) => {
    const { once, again } = twice(contracts[name]!);
    expect(again).toEqual(once);
  });

  it.each(['triage', 'answerer', 'extractor', 'agent'])(
    'prints the contract of the example component %s as one that says the same',
    (name) => {
      const once = meaning(`contracts/${name}.contract.yaml`);
      using folder = new Folder({ 'b.contract.yaml': once.text });
      expect(meaning(join(folder.path, 'b.contract.yaml'))).toEqual(once);
    },
  );

  it('limits the calls of a real server only where the contract does', () => {
    const real = minimal.replace('protocol: openai', 'protocol: tcp, target: "127.0.0.1:5432"');
    const limits = (text: string) => twice({ 'a.contract.yaml': text }).once.upstream.ask!.budget.calls;
    expect(limits(minimal)).toEqual({ llm: 10 });
    expect(limits(real)).toEqual({});
    expect(
      limits(real.replace('{ ok: { status: 200 } }', '{ ok: { status: 200 } }\n    budget: { calls: { llm: 3 } }')),
    ).toEqual({ llm: 3 });
  });

  it('fills in every default', () => {
    expect(twice({ 'a.contract.yaml': minimal }).once.text).toBe(`shakedown: 1
component:
  name: ask
  launch:
    command: node app.mjs \${port} \${llm.url}
    ready: GET /
    within: 10s
upstream:
  ask:
    call: POST /v1/ask
    answers:
      ok:
        status: 200
        like: ok
    budget:
      deadline: 10s
      calls:
        llm: 10
downstream:
  llm:
    protocol: openai
    on-failure:
      - ok
    recovers-within: 5s
`);
  });

  it('writes a schema where it is used, and only what is used more than once beside it', () => {
    const { once } = twice(contracts['with schemas that share definitions, and refer to themselves']!);
    expect(once.upstream.ask!.accepts.path.id).toEqual({ type: 'string', examples: [{ $ref: 'no reference' }] });
    expect(once.text).toContain('$ref: "#/upstream/ask/answers/ok/body/$defs/all"');
  });
});
