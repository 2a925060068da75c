import { describe, expect, it } from '@jest/globals';
import { linted } from './linted.ts';

// The example that the design of the format begins with.
const contract = `# yaml-language-server: $schema=../schema/contract.v1.json
shakedown: 1
component:
  name: triage
  summary: Classifies a support ticket and files a note in the CRM.
  owner: support-ai
  escalation: "#support-ai-oncall"
  runbook: docs/triage-runbook.md
  launch:
    command: node components/triage.mjs
    env:
      PORT: \${port}
      OPENAI_BASE_URL: \${llm.url}/v1
      OPENAI_API_KEY: \${secret.openai}
      SEARCH_URL: \${search.url}
      CRM_URL: \${crm.url}
    ready: GET /healthz
    within: 10s

upstream:
  classify:
    call: POST /v1/triage
    from: [helpdesk, mobile-app]
    accepts:
      body: { $ref: schemas/ticket.json }
      examples: [{ $ref: examples/ticket.json }]
      tolerates: [unknown-field, number-as-string]
    answers:
      ok:          { status: 200, body: { $ref: schemas/triage.json }, where: { /degraded: false } }
      degraded:    { status: 200, body: { $ref: schemas/triage.json }, where: { /degraded: true } }
      rejected:    { status: [400, 422], body: { $ref: schemas/problem.json } }
      unavailable: { status: 503, headers: { retry-after: '^\\d+$' }, body: { $ref: schemas/problem.json } }
    budget:
      latency: { p50: 150ms, p95: 600ms, p99: 1s }
      deadline: 2s
      calls: { llm: 3, search: 2, crm: 2 }
      tokens: 6000

downstream:
  llm:
    protocol: openai
    latency: { p50: 400ms, p99: 1.2s }
    on-failure: [degraded, unavailable]
    recovers-within: 5s
  search:
    protocol: http
    latency: { p50: 15ms, p99: 80ms }
    on-failure: degraded
    operations:
      similar:
        call: POST /search
        expects: { body: { $ref: schemas/search-query.json } }
        returns: { status: 200, body: { $ref: schemas/search-hits.json } }
  crm:
    protocol: http
    on-failure: [degraded, unavailable]
    operations:
      add-note:
        call: POST /notes
        expects: { headers: { idempotency-key: '.+' }, body: { $ref: schemas/note.json } }
        returns: { status: 201, body: { $ref: schemas/note-created.json } }
        effect: once
        idempotency-key: header idempotency-key

waivers:
  - finding: classify/llm/hang/deadline
    because: The vendor SDK has no timeout before 4.2; the upgrade is planned.
    owner: support-ai
    until: 2027-01-31
`;

const object = (...required: string[]) => JSON.stringify({ type: 'object', required });

describe('the example of the design', () => {
  it('can be used, with a warning for the names that faults and checks had not got yet', () => {
    const said = linted({
      'a.contract.yaml': contract,
      'schemas/ticket.json': object('ticketId', 'subject'),
      'schemas/triage.json': object('category', 'degraded'),
      'schemas/problem.json': object('title'),
      'schemas/search-query.json': object('query'),
      'schemas/search-hits.json': object('hits'),
      'schemas/note.json': object('text'),
      'schemas/note-created.json': object('noteId'),
      'examples/ticket.json': JSON.stringify({ ticketId: 't-1', subject: 'hi' }),
    });
    expect(said).toEqual([
      expect.stringMatching(/^a\.contract\.yaml:66:14: warning: .* there is no fault "hang"/),
      expect.stringMatching(/^a\.contract\.yaml:66:14: warning: .* there is no check "deadline"/),
    ]);
  });
});
