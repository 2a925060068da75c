import { describe, expect, it } from '@jest/globals';
import { type Change, changed } from './linted.ts';

const changes: readonly Change[] = [
  {
    change: ['  name: triage\n', ''],
    says: [
      'a.contract.yaml:2:1: error: `component` has no `name`: what it is called. Add `name: triage`. [missing-key]',
    ],
  },
  {
    change: ['    command: node app.mjs\n', ''],
    says: [
      'a.contract.yaml:5:3: error: `component.launch` needs exactly one of command, module, url, and has none. Write `{ command: node app.mjs, env: { PORT: "${port}" } }`. [shape]',
    ],
  },
  {
    change: ['    command: node app.mjs\n', '    command: node app.mjs\n    module: ./app.ts\n'],
    says: [
      'a.contract.yaml:5:3: error: `component.launch` needs exactly one of command, module, url, and has command and module. Keep one of them. [shape]',
    ],
  },
  {
    change: ['    call: POST /v1/triage/{id}\n', ''],
    says: [
      'a.contract.yaml:14:3: error: `upstream.classify` has no `call`: the request. Add `call: POST /v1/ask`. [missing-key]',
    ],
  },
  {
    change: ['{ status: 503, headers', '{ headers'],
    says: [
      'a.contract.yaml:26:7: error: The answer `unavailable` has no `status`, and no event of a stream ends with it. Add `status: 200`, or the status that it has. [streams-fit]',
    ],
  },
  {
    change: ['    protocol: openai\n', ''],
    says: [
      'a.contract.yaml:33:3: error: `downstream.llm` has no `protocol`: the personality of the simulator. Add `protocol: http`. [missing-key]',
    ],
  },
  {
    change: ['        call: GET /search/{id}\n', ''],
    says: [
      'a.contract.yaml:43:7: error: `downstream.search.operations.similar` has no `call`: the request. Add `call: POST /search`. [missing-key]',
    ],
  },
  {
    change: ['    because: The upgrade is planned.\n    owner: support-ai\n', ''],
    says: [
      'a.contract.yaml:56:5: error: `waivers[0]` has no `because`: the reason. Add `because: the upgrade is planned`. [missing-key]',
      'a.contract.yaml:56:5: error: `waivers[0]` has no `owner`: who removes it. Add `owner: support-ai`. [missing-key]',
    ],
  },
];

describe('missing keys', () => {
  it.each(changes)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });
});
