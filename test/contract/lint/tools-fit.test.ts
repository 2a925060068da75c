import { describe, expect, it } from '@jest/globals';
import { linted } from '../linted.ts';

const contract = (tools: string, told = 'TOOLS: "${tools.url}/mcp"') => `shakedown: 1
component:
  name: ask
  launch:
    command: node app.mjs \${port}
    env: { ${told} }
upstream:
  ask:
    call: POST /v1/ask
    answers: { ok: { status: 200 } }
downstream:
  tools: ${tools}
`;

const cases: readonly (readonly [tools: string, ...says: string[]])[] = [
  ['{ protocol: mcp, on-failure: ok, sessions: false, stream: sse, tools: { look_up: {} } }'],
  ['{ protocol: mcp, on-failure: ok, tools: { add: { effect: once, idempotency-key: body /id } } }'],
  [
    '{ protocol: mcp, on-failure: ok }',
    'a.contract.yaml:12:3: error: `tools` declares no tools: every call of one would be undeclared. Add `tools:` with an `input` for each tool that the component calls. [tools-fit]',
  ],
  [
    '{ protocol: openai, on-failure: ok, tools: { look_up: {} }, sessions: true }',
    'a.contract.yaml:12:46: error: `protocol: openai` has no tools. Remove `tools`, or write `protocol: mcp`. [tools-fit]',
    'a.contract.yaml:12:70: error: `protocol: openai` has no sessions. Remove `sessions`, or write `protocol: mcp`. [tools-fit]',
  ],
  [
    '{ protocol: mcp, on-failure: ok, tools: { initialize: {} } }',
    'a.contract.yaml:12:52: error: `initialize` is the name of something else that a tool server is asked for. Give the tool another name. [tools-fit]',
  ],
  [
    '{ protocol: mcp, on-failure: ok, tools: { a: { input: { required: [b] } } } }',
    'a.contract.yaml:12:64: error: The input of a tool is an object, and this schema does not say so. Add `type: object`. [tools-fit]',
  ],
  [
    '{ protocol: mcp, on-failure: ok, tools: { a: { output: { type: object }, text: true } } }',
    'a.contract.yaml:12:83: error: With an `output`, the text says the same: it needs no schema of its own. Remove `text`, or `output` where clients are told no output schema. [tools-fit]',
  ],
  [
    '{ protocol: mcp, on-failure: ok, tools: { a: { text: { type: number }, examples: [one] } } }',
    'a.contract.yaml:12:92: error: The example does not satisfy its own schema: it must be number. Correct the example, or the schema. [example-valid]',
  ],
  [
    '{ protocol: mcp, on-failure: ok, tools: { a: { input: { type: thing } } } }',
    expect.stringMatching(/This is not a valid JSON Schema: .*\[schema-valid\]/) as unknown as string,
  ],
  [
    '{ protocol: mcp, on-failure: ok, tools: { a: { effect: once } } }',
    expect.stringMatching(/warning: Without an `idempotency-key`.*\[operations-fit\]/) as unknown as string,
  ],
  [
    '{ protocol: mcp, on-failure: ok, operations: { a: { call: POST /a } }, tools: { a: {} } }',
    expect.stringMatching(/brings its own operations.*\[operations-fit\]/) as unknown as string,
  ],
];

describe('tools-fit', () => {
  it.each(cases)('%s', (tools, ...says) => {
    expect(linted({ 'a.contract.yaml': contract(tools) })).toEqual(says);
  });
});

const started = '{ protocol: mcp-stdio, on-failure: ok, tools: { a: {} } }';

describe('a tool server that the component starts', () => {
  it.each([
    [started, 'TOOLS: "${tools.command}"'],
    [
      started,
      'TOOLS: "${tools.url}"',
      'a.contract.yaml:6:19: error: `${tools.url}` leads nowhere: the component starts `tools` itself. Did you mean `${tools.command}`? [placeholder-known]',
    ],
    [
      '{ protocol: mcp, on-failure: ok, tools: { a: {} } }',
      'TOOLS: "${tools.command}"',
      'a.contract.yaml:6:19: error: `${tools.command}` leads nowhere: the component calls `tools` at an address. Did you mean `${tools.url}`? [placeholder-known]',
    ],
    [
      started,
      'TOOLS: "${tool.command}"',
      'a.contract.yaml:6:19: error: `${tool.command}` names no dependency: there is no `downstream.tool`. Did you mean `${tools.command}`? [placeholder-known]',
    ],
    [
      started.replace('tools:', 'tls: true, tools:'),
      'TOOLS: "${tools.command}"',
      'a.contract.yaml:12:49: error: The component starts `tools` itself: there is no connection that could be secured (`protocol: mcp-stdio`). Remove `tls`. [tls-fits]',
    ],
    [
      started,
      'A: b',
      'a.contract.yaml:12:3: warning: The component is never told where `tools` is. Add `TOOLS_COMMAND: ${tools.command}` to `component.launch.env`. [placeholder-known]',
    ],
  ])('%s, told with %s', (tools, told, ...says) => {
    expect(linted({ 'a.contract.yaml': contract(tools, told) })).toEqual(says);
  });
});
