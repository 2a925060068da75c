import { describe, expect, it } from '@jest/globals';
import { type Change, changed } from './linted.ts';

const changes: readonly Change[] = [
  {
    change: ['call: POST /v1/triage/{id}', 'call: /v1/triage/{id}'],
    says: [
      'a.contract.yaml:15:11: error: `upstream.classify.call` is "/v1/triage/{id}"; it must be a method and a path such as POST /v1/tickets/{id}. Write the method, too: `POST /v1/triage/{id}`. [shape]',
    ],
  },
  {
    change: ['call: POST /v1/triage/{id}', 'call: post /v1/triage/{id}'],
    says: [
      'a.contract.yaml:15:11: error: `upstream.classify.call` is "post /v1/triage/{id}"; it must be a method and a path such as POST /v1/tickets/{id}. Write `POST /v1/triage/{id}`. [shape]',
    ],
  },
  {
    change: ['call: POST /v1/triage/{id}', 'call: POST v1/triage/{id}'],
    says: [
      'a.contract.yaml:15:11: error: `upstream.classify.call` is "POST v1/triage/{id}"; it must be a method and a path such as POST /v1/tickets/{id}. Write `POST /v1/triage/{id}`. [shape]',
    ],
  },
  {
    change: ['call: POST /v1/triage/{id}', 'call: POST http://host/v1/triage/{id}'],
    says: [
      'a.contract.yaml:15:11: error: `upstream.classify.call` is "POST http://host/v1/triage/{id}"; it must be a method and a path such as POST /v1/tickets/{id}. Write `POST /v1/triage/{id}`. [shape]',
    ],
  },
  {
    change: ['call: POST /v1/triage/{id}', 'call: http://host/v1/triage/{id}'],
    says: [
      'a.contract.yaml:15:11: error: `upstream.classify.call` is "http://host/v1/triage/{id}"; it must be a method and a path such as POST /v1/tickets/{id}. Write the method, too: `POST /v1/triage/{id}`. [shape]',
    ],
  },
  {
    change: ['call: POST /v1/triage/{id}', 'call: POST /v1/triage/{id}?x=1'],
    says: [
      'a.contract.yaml:15:11: error: `upstream.classify.call` is "POST /v1/triage/{id}?x=1"; it must be a method and a path such as POST /v1/tickets/{id}. Write `POST /v1/triage/{id}`, and its query parameters under `query`. [shape]',
    ],
  },
  {
    change: ['call: POST /v1/triage/{id}', 'call: "POST  /v1/triage/{id}"'],
    says: [
      'a.contract.yaml:15:11: error: `upstream.classify.call` is "POST  /v1/triage/{id}"; it must be a method and a path such as POST /v1/tickets/{id}. Write `POST /v1/triage/{id}`. [shape]',
    ],
  },
  {
    change: ['call: POST /v1/triage/{id}', 'call: POST:/v1/triage/{id}'],
    says: [
      'a.contract.yaml:15:11: error: `upstream.classify.call` is "POST:/v1/triage/{id}"; it must be a method and a path such as POST /v1/tickets/{id}. Write `POST /v1/triage/{id}`. [shape]',
    ],
  },
  {
    change: ['call: POST /v1/triage/{id}', 'call: FETCH /v1/triage/{id}'],
    says: [
      'a.contract.yaml:15:11: error: `upstream.classify.call` is "FETCH /v1/triage/{id}"; it must be a method and a path such as POST /v1/tickets/{id}. The methods are GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS. [shape]',
    ],
  },
  {
    change: ['call: POST /v1/triage/{id}', 'call: POST'],
    says: [
      'a.contract.yaml:15:11: error: `upstream.classify.call` is "POST"; it must be a method and a path such as POST /v1/tickets/{id}. Write `POST /v1/ask`. [shape]',
    ],
  },
  {
    change: ['call: POST /v1/triage/{id}', 'call: 5'],
    says: [
      'a.contract.yaml:15:11: error: `upstream.classify.call` is 5; it must be a method and a path such as POST /v1/tickets/{id}. Write `POST /v1/ask`. [shape]',
    ],
  },
];

describe('routes', () => {
  it.each(changes)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });
});
