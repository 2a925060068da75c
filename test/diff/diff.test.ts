import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Contract } from '../../src/contract/contract.ts';
import { type Diff, diff } from '../../src/diff/diff.ts';
import { diffRules } from '../../src/diff/index.ts';
import { loadContract } from '../../src/run/load.ts';
import { Folder, sound, today } from '../contract/linted.ts';

const more = `${sound.slice(0, sound.indexOf('downstream:'))}  ask:
    call: POST /ask
    from: [mobile]
    accepts:
      query: { lang: { enum: [en, de] } }
      body: { type: object, required: [q], properties: { q: { type: string, maxLength: 50 } } }
      tolerates: [unknown-field]
    answers:
      ok:
        status: 200
        stream: sse
        events:
          token: { data: { type: string } }
          done: { data: { type: object }, ends: ok }
      unavailable: { status: 503 }
    budget: { deadline: 4s, first-event: 1s, gap: 1s, cancels: 1s }
    repeats: same
    delivers: [{ effect: crm.add, within: 10s, key: /q }]
downstream:
  crm:
    protocol: http
    on-failure: ok
    operations:
      add:
        call: POST /notes
        expects: { query: { dry: { type: boolean } }, body: { type: object, properties: { text: { type: string } }, additionalProperties: false } }
        returns: { body: { type: object, required: [id], properties: { id: { type: string }, at: { type: string } } } }
        effect: once
        idempotency-key: header idempotency-key
  store:
    protocol: qdrant
    on-failure: degraded
    collections: { docs: { dimension: 4, payload: { type: object, properties: { text: { type: string } } } } }
  tools:
    protocol: mcp
    on-failure: degraded
    tools:
      find: { input: { type: object, properties: { q: { type: string } } }, text: { type: object } }
${sound.slice(sound.indexOf('downstream:') + 'downstream:\n'.length)}`.replace(
  'LLM_URL: ${llm.url}',
  'LLM_URL: ${llm.url}\n      CRM: ${crm.url}\n      STORE: ${store.url}\n      TOOLS: ${tools.url}',
);

function read(text: string): Contract {
  using folder = new Folder({ 'a.contract.yaml': text });
  const { contract, problems } = loadContract(join(folder.path, 'a.contract.yaml'), today);
  if (!contract) throw new Error(problems.map((p) => p.message).join('\n'));
  return contract;
}

const original = read(more);

function changed(...changes: readonly (readonly [from: string, to: string])[]): Diff {
  const text = changes.reduce((written, [from, to]) => {
    if (written.split(from).length !== 2) throw new Error(`The contract holds not exactly one "${from}".`);
    return written.replace(from, () => to);
  }, more);
  return diff({ before: original, after: read(text) });
}

/** `breaks mobile | time-promises | ask: the deadline is 5s; it was 4s.` */
const told = ({ changes }: Diff) =>
  changes.map(({ rule, what, breaks, unclear, bump }) => {
    const meaning = unclear ? 'cannot be told' : bump === 'major' ? `breaks ${breaks.join(', ')}` : bump;
    return `${meaning} | ${rule} | ${what}`;
  });

const rows: readonly (readonly [from: string, to: string, ...says: string[]])[] = [
  ['  ask:\n', '  question:\n', 'patch | operations | ask is called question: waivers and baselines name it anew.'],
  [
    'call: POST /ask',
    'call: POST /v2/ask',
    'breaks mobile | call | ask is called with POST /v2/ask instead of POST /ask.',
  ],
  ['required: [q], ', '', 'minor | request-body | The body of ask: may lack "q".'],
  [
    'maxLength: 50',
    'maxLength: 40',
    'breaks mobile | request-body | The body of ask: `q` must have at most 40 characters.',
  ],
  [
    'maxLength: 50',
    'maxLength: 50, title: Q',
    'patch | request-body | The body of ask: the same values in other words.',
  ],
  [
    'maxLength: 50',
    "maxLength: 50, pattern: '^[^]{0,60}$'",
    'cannot be told | request-body | The body of ask: `q` must match ^[^]{0,60}$.',
  ],
  ['enum: [en, de]', 'enum: [en]', 'breaks mobile | request-parameters | lang (query) of ask: may not be "de".'],
  ['{ lang: ', '{ top: { type: integer }, lang: ', 'cannot be told | request-parameters | ask takes top (query).'],
  ['tolerates: [unknown-field]', 'tolerates: []', 'breaks mobile | tolerance | ask tolerates unknown-field no more.'],
  [
    '      degraded:    { status: 200',
    '      partial:     { like: degraded, status: 206 }\n      degraded:    { status: 200',
    'breaks helpdesk | answers | classify can be answered with partial.',
  ],
  [
    '      rejected:    { status: [400, 422] }\n',
    '',
    'minor | answers | classify is no longer answered with rejected.',
  ],
  ['status: [400, 422]', 'status: 400', 'minor | answers | classify rejected no longer comes with 422.'],
  ['status: [400, 422]', 'status: [400, 422, 413]', 'breaks helpdesk | answers | classify rejected can come with 413.'],
  [
    'where: { /degraded: true } }',
    'body: { type: object }, where: { /degraded: true } }',
    'patch | answer-body | classify degraded: the same values in other words.',
  ],
  [
    'rejected:    { status: [400, 422] }',
    'rejected:    { status: [400, 422], body: { required: [title] } }',
    'minor | answer-body | classify rejected: must have "title".',
  ],
  [
    ", headers: { retry-after: '^\\d+$' }",
    '',
    'breaks helpdesk | answer-headers | classify unavailable: the header retry-after may be missing.',
  ],
  [
    'token: { data: { type: string } }',
    'token: { data: { type: [string, "null"] } }',
    'breaks mobile | answer-events | The event token of ask: may be null.',
  ],
  ['deadline: 2s', 'deadline: 3s', 'breaks helpdesk | time-promises | classify: the deadline is 3s; it was 2s.'],
  ['p95: 600ms, ', '', 'breaks helpdesk | time-promises | classify: the p95 is not promised any more; it was 600ms.'],
  ['p95: 600ms', 'p95: 500ms', 'minor | time-promises | classify: the p95 is 500ms; it was 600ms.'],
  [
    'search: 2 }',
    'search: 4 }',
    'breaks search | cost-promises | classify: the number of calls of search is 4; it was 2.',
  ],
  ['    repeats: same\n', '', 'breaks mobile | repeats | ask: the same request again may have a second effect.'],
  [
    'within: 10s, key',
    'within: 20s, key',
    'breaks mobile | deliveries | ask: the time until crm.add is acknowledged is 20s; it was 10s.',
  ],
  [
    'protocol: qdrant',
    'protocol: chroma',
    'breaks whoever runs triage | dependencies | store: protocol is chroma, and was qdrant.',
  ],
  // The same place as before, and TLS with it: now it is told.
  [
    '  llm:\n    protocol: openai\n',
    '  llm:\n    protocol: openai\n    origin: https://api.openai.com\n',
    'patch | dependencies | llm: tls is true, and was nothing.',
    'patch | dependencies | llm: origin is https://api.openai.com, and was nothing.',
  ],
  [
    'call: GET /search/{id}',
    'call: GET /find/{id}',
    'breaks search | dependency-calls | search.similar is asked for with GET /find/{id} instead of GET /search/{id}.',
  ],
  [
    'properties: { text: { type: string } }, additionalProperties',
    'properties: { text: { type: string }, at: { type: string } }, additionalProperties',
    'breaks crm | sent | The body of crm.add: `at` may be there.',
  ],
  [
    "expects: { headers: { x-tenant: '.+' } }",
    'expects: {}',
    'breaks search | sent | A call of search.similar: the header x-tenant may be missing.',
  ],
  ['required: [id], ', 'required: [id, at], ', 'breaks crm | needed-replies | The reply of crm.add: must have "at".'],
  [
    'dimension: 4, ',
    'dimension: 8, ',
    'breaks store | needed-replies | The vectors of store in docs are 8, and were 4.',
  ],
  [
    'text: { type: object } }',
    'text: { type: object, required: [hits] } }',
    'breaks tools | needed-replies | The result of tools.find, as text: must have "hits".',
  ],
  [
    'latency: { p50: 400ms',
    'latency: { p50: 300ms',
    'breaks llm | needed-speed | llm: its p50 is 300ms; it was 400ms.',
  ],
  [
    'on-failure: ok',
    'on-failure: [ok, unavailable]',
    'breaks helpdesk, mobile | failure-answers | When crm fails, unavailable can come.',
  ],
  [
    'silence: [ok]',
    'silence: [ok, degraded]',
    'breaks helpdesk, mobile | failure-answers | search: silence means ["ok","degraded"]; it meant ["ok"].',
  ],
  [
    'recovers-within: 5s',
    'recovers-within: 9s',
    'breaks helpdesk, mobile | recovery | llm: the time until requests are ok again is 9s; it was 5s.',
  ],
  ['command: node app.mjs', 'command: node server.mjs', 'patch | launch | It is launched in another way.'],
  [
    'owner: support-ai\n  launch',
    'owner: platform\n  launch',
    'patch | about | The owner of the component is another one.',
  ],
];

describe('diff', () => {
  it.each(rows)('%j → %j', (from, to, ...says) => {
    expect(told(changed([from, to]))).toEqual(says);
  });

  it('has a row for each of its rules', () => {
    const seen = new Set(rows.flatMap(([, , ...says]) => says.map((line) => line.split(' | ')[1])));
    expect(diffRules.map(({ name }) => name).filter((name) => !seen.has(name))).toEqual([]);
  });

  it('says nothing of a contract that is the same, and nothing harmless of what no rule knows', () => {
    expect(changed()).toEqual({ changes: [], bump: 'none' });
    const odd = { ...original, upstream: { ...original.upstream, ask: { ...original.upstream.ask!, colour: 'red' } } };
    expect(told(diff({ before: original, after: odd }))).toEqual([
      'cannot be told | other | upstream.ask.colour is another one.',
    ]);
  });

  it('counts the version by the worst, and tells each change apart by a fingerprint that other edits leave alone', () => {
    const one = changed(['deadline: 2s', 'deadline: 3s']);
    const two = changed(
      ['deadline: 2s', 'deadline: 3s'],
      ['maxLength: 50', 'maxLength: 40'],
      ['shakedown: 1\n', '# new\nshakedown: 1\n'],
    );
    expect([changed(['p95: 600ms', 'p95: 500ms']).bump, one.bump]).toEqual(['minor', 'major']);
    expect(two.changes.map(({ fingerprint }) => fingerprint)).toContain(one.changes[0]!.fingerprint);
    expect(new Set(two.changes.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  it('shows a value that was accepted and is no longer', () => {
    const { changes } = changed(['maxLength: 50', 'maxLength: 40']);
    expect((changes[0]!.witness!.value as { q: string }).q.length).toBeGreaterThan(40);
  });
});
