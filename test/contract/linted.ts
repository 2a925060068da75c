import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { formatProblem } from '../../src/contract/problem.ts';
import { loadContract } from '../../src/run/load.ts';

/** Path → what the file holds, or where a link leads. */
export type Files = Readonly<Record<string, string | Uint8Array | { readonly link: string }>>;

/** A folder with files in it, gone when its user is done. */
export class Folder implements Disposable {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'shakedown-')));

  constructor(files: Files) {
    const all: Files = { 'package.json': '{}', ...files };
    for (const [name, content] of Object.entries(all)) {
      const path = join(this.path, name);
      mkdirSync(dirname(path), { recursive: true });
      if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(path, content);
      else symlinkSync(content.link, path);
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true });
  }
}

/** The day on which the tests lint. */
export const today = new Date('2026-06-01T12:00:00Z');

/** What lint says about the first of some files, line by line as the user sees it. */
export function linted(files: Files): string[] {
  using folder = new Folder(files);
  const { problems, contract } = loadContract(join(folder.path, Object.keys(files)[0]!), today);
  if (problems.some((p) => p.severity === 'error') === (contract !== undefined))
    throw new Error('A contract with errors must not be given out, and one without must be.');
  return problems.map((p) => formatProblem(p).replaceAll(folder.path + sep, ''));
}

/** One change of the sound contract, and all that lint says about it. */
export interface Change {
  readonly change: readonly [from: string, to: string];
  readonly files?: Files;
  readonly says: readonly string[];
}

/** What lint says about the sound contract with one thing changed. */
export function changed(from: string, to: string, files?: Files): string[] {
  if (sound.split(from).length !== 2) throw new Error(`The sound contract holds not exactly one "${from}".`);
  return linted({ 'a.contract.yaml': sound.replace(from, () => to), ...files });
}

/** Lint has nothing to say about it. */
export const sound = `shakedown: 1
component:
  name: triage
  owner: support-ai
  launch:
    command: node app.mjs
    env:
      PORT: \${port}
      LLM_URL: \${llm.url}
      SEARCH_URL: \${search.url}
    ready: GET /healthz
    within: 10s
upstream:
  classify:
    call: POST /v1/triage/{id}
    from: [helpdesk]
    accepts:
      path: { id: { type: string } }
      body: { type: object, properties: { subject: { type: string } }, required: [subject] }
      examples:
        - { path: { id: a }, body: { subject: hi } }
    answers:
      ok:          { status: 200, where: { /degraded: false } }
      degraded:    { status: 200, where: { /degraded: true } }
      rejected:    { status: [400, 422] }
      unavailable: { status: 503, headers: { retry-after: '^\\d+$' } }
    budget:
      latency: { p50: 150ms, p95: 600ms, p99: 1s }
      deadline: 2s
      calls: { llm: 3, search: 2 }
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
        call: GET /search/{id}
        expects: { headers: { x-tenant: '.+' } }
        returns:
          status: 200
          body: { type: object, properties: { hits: { type: array } } }
          examples: [{ hits: [] }]
          echo: { /id: path.id }
        effect: once
        idempotency-key: header idempotency-key
    treats:
      silence: [ok]
waivers:
  - finding: classify/llm/silence/within-deadline
    because: The upgrade is planned.
    owner: support-ai
    until: 2099-01-31
`;
