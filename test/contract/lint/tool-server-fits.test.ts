import { describe, expect, it } from '@jest/globals';
import { linted } from '../linted.ts';

const contract = (launch: string, operation: string) => `shakedown: 1
component:
  name: orders
  launch: { ${launch} }
upstream:
  ask: { ${operation} }
`;

const stdio = 'protocol: mcp, command: node server.mjs';
const http = 'protocol: mcp, path: /mcp, command: "node server.mjs ${port}"';
const plain = 'command: "node server.mjs ${port}"';
const accepts = 'accepts: { body: { type: object } }';
const answers = 'answers: { ok: { status: 200 } }';

const says = (text: string) => [expect.stringMatching(new RegExp(`error: ${text}.*\\[tool-server-fits\\]$`))];

describe('tool-server-fits', () => {
  it.each([
    [
      stdio,
      `call: tool look_up, ${accepts}, answers: { ok: { status: 200 }, rejected: { status: [rpc-error, tool-error] } }`,
    ],
    [http, `call: tool a.b/c-d, ${accepts}, answers: { ok: { status: 200 }, unavailable: { status: 503 } }`],
    ['protocol: mcp, path: /mcp, url: http://127.0.0.1:8080', `call: tool look_up, ${accepts}, ${answers}`],
  ])('has nothing to say about %s with %s', (launch, operation) => {
    expect(linted({ 'a.contract.yaml': contract(launch, operation) })).toEqual([]);
  });

  it.each([
    [`${stdio}, ready: GET /`, `call: tool a, ${accepts}, ${answers}`, 'A tool server is ready when'],
    [
      'protocol: mcp, url: http://127.0.0.1:8080',
      `call: tool a, ${accepts}, ${answers}`,
      'Only a `command` can be spoken to .* of a `url` the path is needed. Add `path: /mcp`',
    ],
    [`${plain}, path: /mcp`, `call: POST /a, ${answers}`, 'Only a tool server has a `path`'],
    [plain, `call: tool a, ${accepts}, ${answers}`, '`ask` calls a tool, .* Add `protocol: mcp`'],
    [plain, 'call: POST /a, answers: { ok: { status: tool-error } }', '`tool-error` is what a tool answers with'],
    [stdio, `call: POST /a, ${answers}`, 'A tool server is asked for its tools'],
    [
      stdio,
      `call: tool a, accepts: { body: { type: object }, query: { b: true } }, ${answers}`,
      'A tool has arguments alone, and no query',
    ],
    [stdio, `call: tool a, ${answers}`, '`ask` does not say what arguments it takes. Add .*inputSchema'],
    [
      stdio,
      `call: tool a, accepts: { body: { properties: { b: true } } }, ${answers}`,
      'The arguments of a tool are an object',
    ],
    [
      stdio,
      `call: tool a, ${accepts}, answers: { ok: { status: 200, headers: { b: c } } }`,
      'What a tool answers has no headers',
    ],
    [
      stdio,
      `call: tool a, ${accepts}, answers: { ok: { status: 200 }, unavailable: { status: 503 } }`,
      'No tool answers with 503. Write 200 for a result',
    ],
  ])('%s, asked for by %s', (launch, operation, complaint) => {
    expect(linted({ 'a.contract.yaml': contract(launch, operation) })).toEqual(says(complaint));
  });

  it('leaves words that are no status to the form', () => {
    expect(
      linted({
        'a.contract.yaml': contract(stdio, `call: tool a, ${accepts}, answers: { ok: { status: toolerror } }`),
      }),
    ).toEqual([expect.stringContaining('[shape]')]);
  });
});
