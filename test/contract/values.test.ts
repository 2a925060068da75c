import { describe, expect, it } from '@jest/globals';
import { type Change, changed } from './linted.ts';

const changes: readonly Change[] = [
  {
    change: ['status: 503', 'status: "503"'],
    says: [
      'a.contract.yaml:26:30: error: `upstream.classify.answers.unavailable.status` is "503"; it must be a status from 200 to 599, or a list such as [400, 422]. Write `503`, without quotes. [shape]',
    ],
  },
  {
    change: ['status: 503', 'status: 5xx'],
    says: [
      'a.contract.yaml:26:30: error: `upstream.classify.answers.unavailable.status` is "5xx"; it must be a status from 200 to 599, or a list such as [400, 422]. Write `500`, or a list of all that are meant. [shape]',
    ],
  },
  {
    change: ['status: 503', 'status: 99'],
    says: [
      'a.contract.yaml:26:30: error: `upstream.classify.answers.unavailable.status` is 99; it must be a status from 200 to 599, or a list such as [400, 422]. Write `200`. [shape]',
    ],
  },
  {
    change: ['[400, 422]', '[400, "422", 9]'],
    says: [
      'a.contract.yaml:25:36: error: `upstream.classify.answers.rejected.status[1]` is "422"; it must be a status from 200 to 599. Write `422`, without quotes. [shape]',
      'a.contract.yaml:25:43: error: `upstream.classify.answers.rejected.status[2]` is 9; it must be a status from 200 to 599. Correct it. [shape]',
    ],
  },
  {
    change: ['[400, 422]', '[]'],
    says: [
      'a.contract.yaml:25:30: error: `upstream.classify.answers.rejected.status` is []; it must be a status from 200 to 599, or a list such as [400, 422]. Write `200`. [shape]',
    ],
  },
  {
    change: ['tokens: 6000', 'tokens: 6k'],
    says: [
      'a.contract.yaml:31:15: error: `upstream.classify.budget.tokens` is "6k"; it must be a number of tokens. Write `6000`. [shape]',
    ],
  },
  {
    change: ['tokens: 6000', 'tokens: -1'],
    says: [
      'a.contract.yaml:31:15: error: `upstream.classify.budget.tokens` is -1; it must be a number of tokens. Write `6000`. [shape]',
    ],
  },
  {
    change: ['tokens: 6000', 'tokens: .nan'],
    says: [
      'a.contract.yaml:31:15: error: `upstream.classify.budget.tokens` is NaN; it must be a number of tokens. Write `6000`. [shape]',
    ],
  },
  {
    change: ['calls: { llm: 3', 'calls: { llm: three'],
    says: [
      'a.contract.yaml:30:21: error: `upstream.classify.budget.calls.llm` is "three"; it must be a number of calls. Write `2`. [shape]',
    ],
  },
  {
    change: ['calls: { llm: 3, search: 2 }', 'calls: {llm:3, search:2}'],
    says: [
      'a.contract.yaml:30:15: error: `upstream.classify.budget.calls["llm:3"]` is null; it must be a number of calls. Write a space after the colon. [shape]',
      'a.contract.yaml:30:22: error: `upstream.classify.budget.calls["search:2"]` is null; it must be a number of calls. Write a space after the colon. [shape]',
    ],
  },
  {
    change: ['on-failure: [degraded, unavailable]', 'on-failure: []'],
    says: [
      'a.contract.yaml:36:17: error: `downstream.llm.on-failure` is []; it must be a name, or a list of one or more. Write `degraded`. [shape]',
    ],
  },
  {
    change: ['on-failure: [degraded, unavailable]', 'on-failure: [5, degraded]'],
    says: [
      'a.contract.yaml:36:18: error: `downstream.llm.on-failure[0]` is 5; it must be a name. Put it in quotes: `"5"`. [shape]',
    ],
  },
  {
    change: ['{ status: 503,', '{ status: 503, like: unavailible,'],
    says: [
      'a.contract.yaml:26:41: error: `upstream.classify.answers.unavailable.like` is "unavailible"; it must be one of ok, degraded, rejected, unavailable. Did you mean "unavailable"? [shape]',
    ],
  },
  {
    change: ["retry-after: '^\\d+$'", "retry-after: '('"],
    says: [
      'a.contract.yaml:26:59: error: `upstream.classify.answers.unavailable.headers.retry-after` is "("; it must be a regular expression (Unterminated group). Write `.+`. [shape]',
    ],
  },
  {
    change: ["retry-after: '^\\d+$'", 'retry-after: 120'],
    says: [
      'a.contract.yaml:26:59: error: `upstream.classify.answers.unavailable.headers.retry-after` is 120; it must be a regular expression. Put it in quotes: `"120"`. [shape]',
    ],
  },
  {
    change: ['PORT: ${port}', 'PORT: ${port}\n      DEBUG:'],
    says: [
      'a.contract.yaml:9:13: error: `component.launch.env.DEBUG` is null; it must be a text, a number or a boolean. Write `""` if it is to be empty. [shape]',
    ],
  },
  {
    change: ['PORT: ${port}', 'PORT: ${port}\n      DEBUG: [a]'],
    says: [
      'a.contract.yaml:9:14: error: `component.launch.env.DEBUG` is ["a"]; it must be a text, a number or a boolean. Correct it. [shape]',
    ],
  },
  {
    change: ['  owner: support-ai\n  launch', '  owner:\n  launch'],
    says: [
      'a.contract.yaml:4:9: error: `component.owner` is null; it must be a text. Write who answers when the gate is red. [shape]',
    ],
  },
  {
    change: ['  owner: support-ai\n  launch', '  owner: 5\n  launch'],
    says: ['a.contract.yaml:4:10: error: `component.owner` is 5; it must be a text. Put it in quotes: `"5"`. [shape]'],
  },
  {
    change: ['  owner: support-ai\n  launch', '  owner: ""\n  launch'],
    says: [
      'a.contract.yaml:4:10: error: `component.owner` is ""; it must be a text. Write who answers when the gate is red. [shape]',
    ],
  },
  {
    change: ['effect: once', 'effect: onse'],
    says: [
      'a.contract.yaml:51:17: error: `downstream.search.operations.similar.effect` is "onse"; it must be none or once. Did you mean "once"? [shape]',
    ],
  },
  {
    change: ['idempotency-key: header idempotency-key', 'idempotency-key: idempotency-key'],
    says: [
      'a.contract.yaml:52:26: error: `downstream.search.operations.similar.idempotency-key` is "idempotency-key"; it must be "header <name>" or "body <JSON Pointer>". Write `header idempotency-key`. [shape]',
    ],
  },
  {
    change: ['/id: path.id', '/id: id'],
    says: [
      'a.contract.yaml:50:24: error: `downstream.search.operations.similar.returns.echo["/id"]` is "id"; it must be path.<name>, query.<name>, header.<name> or body/<pointer>. Write `path.id`. [shape]',
    ],
  },
  {
    change: [
      'body: { type: object, properties: { subject: { type: string } }, required: [subject] }',
      'body: schemas/ticket.json',
    ],
    says: [
      'a.contract.yaml:19:13: error: `upstream.classify.accepts.body` is "schemas/ticket.json"; it must be a JSON Schema, or { $ref: file.json }. Write `{ $ref: schemas/ticket.json }`. [shape]',
    ],
  },
  {
    change: ['path: { id: { type: string } }', 'path: { id: string }'],
    says: [
      'a.contract.yaml:18:19: error: `upstream.classify.accepts.path.id` is "string"; it must be a JSON Schema, or { $ref: file.json }. Write `{ type: string }`. [shape]',
    ],
  },
  {
    change: ['until: 2099-01-31', 'until: 31.01.2099'],
    says: [
      'a.contract.yaml:59:12: error: `waivers[0].until` is "31.01.2099"; it must be a date: YYYY-MM-DD. Write `2027-01-31`. [shape]',
    ],
  },
  {
    change: ['until: 2099-01-31', 'until: 2099-02-30'],
    says: [
      'a.contract.yaml:59:12: error: `waivers[0].until` is "2099-02-30"; it must be a date: YYYY-MM-DD. Write `2027-01-31`. [shape]',
    ],
  },
  {
    change: ['until: 2099-01-31', 'until: tomorrow'],
    says: [
      'a.contract.yaml:59:12: error: `waivers[0].until` is "tomorrow"; it must be a date: YYYY-MM-DD. Write `2027-01-31`. [shape]',
    ],
  },
  {
    change: ['waivers:\n', 'waivers:\n  - none\n'],
    says: [
      'a.contract.yaml:56:5: error: `waivers[0]` is "none"; it must be a map with finding, because, owner, until. Write `{ finding: classify/llm/silence/within-deadline, because: the upgrade is planned, owner: support-ai, until: 2027-01-31 }`. [shape]',
    ],
  },
  {
    change: ['from: [helpdesk]', 'from: { helpdesk: true }'],
    says: [
      'a.contract.yaml:16:11: error: `upstream.classify.from` is {"helpdesk":true}; it must be a name, or a list of one or more. Correct it. [shape]',
    ],
  },
  {
    change: ['    protocol: openai\n', '    protocol: openai\n    port: 70000\n'],
    says: [
      'a.contract.yaml:35:11: error: `downstream.llm.port` is 70000; it must be a port from 1 to 65535. Write `4010`. [shape]',
    ],
  },
  {
    change: ['    command: node app.mjs\n', '    url: localhost:8080\n'],
    says: [
      'a.contract.yaml:6:10: error: `component.launch.url` is "localhost:8080"; it must be an origin such as http://127.0.0.1:8080. Write `http://localhost:8080`. [shape]',
    ],
  },
  {
    change: ['    command: node app.mjs\n', '    url: https://triage.test/v1\n'],
    says: [
      'a.contract.yaml:6:10: error: `component.launch.url` is "https://triage.test/v1"; it must be an origin such as http://127.0.0.1:8080. Write `https://triage.test`. [shape]',
    ],
  },
];

describe('wrong values', () => {
  it.each(changes)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });
});
