import { describe, expect, it } from '@jest/globals';
import { type Change, changed } from '../linted.ts';

const changes: readonly Change[] = [
  {
    change: [
      '  classify:\n',
      '  other:\n    call: POST /v1/triage/{name}\n    accepts: { path: { name: { type: string } } }\n    answers: { ok: { status: 200 } }\n  classify:\n',
    ],
    says: [
      'a.contract.yaml:19:11: error: `classify` has the same call as `other`: POST /v1/triage/{id}. Join the two, or correct one of the calls. [calls-distinct]',
    ],
  },
  {
    change: [
      '  classify:\n',
      '  other:\n    call: PUT /v1/triage/{name}\n    accepts: { path: { name: { type: string } } }\n    answers: { ok: { status: 200 } }\n  classify:\n',
    ],
    says: [],
  },
  {
    change: ['      similar:\n', '      other: { call: "GET /search/{x}" }\n      similar:\n'],
    says: [
      'a.contract.yaml:45:15: error: `similar` has the same call as `other`: GET /search/{id}. Join the two, or correct one of the calls. [calls-distinct]',
    ],
  },
  {
    change: [
      '  classify:\n',
      '  one: { answers: { ok: { status: 200 } } }\n  two: { answers: { ok: { status: 200 } } }\n  classify:\n',
    ],
    says: [
      'a.contract.yaml:14:3: error: `upstream.one` has no `call`: the request. Add `call: POST /v1/ask`. [missing-key]',
      'a.contract.yaml:15:3: error: `upstream.two` has no `call`: the request. Add `call: POST /v1/ask`. [missing-key]',
    ],
  },
];

describe('calls-distinct', () => {
  it.each(changes)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });
});
