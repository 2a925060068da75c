import { describe, expect, it } from '@jest/globals';
import { linted } from './linted.ts';

const text = `shakedown: 1
component:
  name: triage
  owner: 5
  launch:
    comand: node app.mjs
    env:
      PORT: \${port}
      LLM_URL: \${lmm.url}
    within: 10
upstream:
  classify:
    call: post /v1/triage
    accepts:
      body: { $ref: schemas/ticket.json }
      examples: [{ subject: 5 }]
    answers:
      ok: { status: "200" }
      degarded: { status: 203 }
      unavailable: { status: 503, body: { $ref: schemas/problem.json } }
    budget: { deadline: 2s, calls: { lllm: 3 } }
  other:
    call: GET /other
    answers:
      ok: { status: 200 }
      rejected: { status: [200, 400] }
  again:
    call: GET /other
    answers: { ok: { status: 200 } }
downstream:
  llm:
    protocol: opanai
    latency: { p50: 2s, p99: 1s }
    on_failure: degraded
    treats: { silense: [ok] }
  crm:
    protocol: http
    operations:
      add: { call: POST /notes, effect: onse }
waivers:
  - { finding: classify/llm, because: later, owner: me, until: 2020-01-01 }
  - { finding: classify/llm/silence/within-deadline, owner: me, until: 31.01.2099 }
  - { finding: '**', because: later, owner: me, until: 2020-01-01 }
`;

describe('a contract with many mistakes', () => {
  it('is told all of them, each once, in the order of the file', () => {
    const said = linted({
      'a.contract.yaml': text,
      'schemas/ticket.json': '{\n  "type": "object",\n  "properties": { "subject": { "type": "string" } }\n}\n',
      'schemas/problem.json': '{\n  "type": "objekt"\n}\n',
    });
    expect(said).toEqual([
      'a.contract.yaml:4:10: error: `component.owner` is 5; it must be a text. Put it in quotes: `"5"`. [shape]',
      'a.contract.yaml:6:5: error: "comand" is not a key of `component.launch`. Did you mean `command`? [unknown-key]',
      'a.contract.yaml:9:16: error: `${lmm.url}` names no dependency: there is no `downstream.lmm`. Did you mean `${llm.url}`? [placeholder-known]',
      'a.contract.yaml:10:13: error: `component.launch.within` is 10; it must be a duration such as 250ms, 2s or 1m. Write the unit, too: `10ms` or `10s`. [shape]',
      'a.contract.yaml:13:11: error: `upstream.classify.call` is "post /v1/triage"; it must be a method and a path such as POST /v1/tickets/{id}. Write `POST /v1/triage`. [shape]',
      'a.contract.yaml:16:29: error: The example does not satisfy its own schema: `subject` must be string. Correct the example, or the schema. [example-valid]',
      'a.contract.yaml:18:21: error: `upstream.classify.answers.ok.status` is "200"; it must be a status from 200 to 599, or a list such as [400, 422]. Write `200`, without quotes. [shape]',
      'a.contract.yaml:19:7: error: The answer `degarded` does not say what it means. Did you mean `degraded`? If not, add `like:` and one of ok, degraded, rejected, unavailable. [answers-complete]',
      'a.contract.yaml:21:38: error: There is no dependency "lllm". Did you mean "llm"? [names-known]',
      'a.contract.yaml:26:7: error: The answer `rejected` cannot be told apart from `ok`: one response with status 200 can match both. Give each a `where` with another constant, or another status. [answers-distinct]',
      'a.contract.yaml:28:11: error: `again` has the same call as `other`: GET /other. Join the two, or correct one of the calls. [calls-distinct]',
      'a.contract.yaml:32:15: error: There is no protocol "opanai". Did you mean "openai"? [names-known]',
      'a.contract.yaml:33:30: error: p99 is 1s, and p50 is 2s: a higher percentile is never shorter. Correct one of them. [budget-holds]',
      'a.contract.yaml:34:5: error: "on_failure" is not a key of `downstream.llm`. Did you mean `on-failure`? [unknown-key]',
      'a.contract.yaml:35:15: error: There is no fault "silense". Did you mean "silence"? [names-known]',
      'a.contract.yaml:36:3: warning: The component is never told where `crm` is. Add `CRM_URL: ${crm.url}` to `component.launch.env`. [placeholder-known]',
      'a.contract.yaml:39:41: error: `downstream.crm.operations.add.effect` is "onse"; it must be none or once. Did you mean "once"? [shape]',
      'a.contract.yaml:41:16: error: `classify/llm` is not the name of a finding. Write <operation>/<dependency>/<fault>/<check>; globs are allowed. [waiver-current]',
      'a.contract.yaml:41:64: expired: The waiver for `classify/llm` ended on 2020-01-01; me owns it. Mend the finding, or agree on a new date. [waiver-current]',
      'a.contract.yaml:42:5: error: `waivers[1]` has no `because`: the reason. Add `because: the upgrade is planned`. [missing-key]',
      'a.contract.yaml:42:72: error: `waivers[1].until` is "31.01.2099"; it must be a date: YYYY-MM-DD. Write `2027-01-31`. [shape]',
      'a.contract.yaml:43:56: expired: The waiver for `**` ended on 2020-01-01; me owns it. Mend the finding, or agree on a new date. [waiver-current]',
      'schemas/problem.json:2:11: error: This is not a valid JSON Schema: `type` is "objekt"; it must be array, boolean, integer, null, number, object or string. Did you mean "object"? [schema-valid]',
    ]);
  });
});
