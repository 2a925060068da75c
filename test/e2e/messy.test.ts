import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { folder, shakedown } from './cli.ts';

// A component whose request has parameters in the path, in the query and in a header, and a body; it looks up a tier
// for it, and a translation where the text is not plain.

interface Mistakes {
  /** In the place of the check of the page number. */
  readonly page?: string;
  readonly tenant?: string;
  /** In the place of catching what the dependency does when the text is unusual. */
  readonly unusual?: string;
}

const service = ({
  page = "/^[1-9]\\d*$/.test(query.get('page') ?? '1') && Number(query.get('page') ?? 1) <= 50",
  tenant = "(request.headers['x-tenant'] ?? '').length <= 12",
  unusual = 'try { tier = await tierOf(id); } catch { return answer(503, {}); }',
}: Mistakes = {}) => `
import http from 'node:http';
async function tierOf(id) {
  const response = await fetch(process.env.TIERS_URL + '/tiers/' + id, { signal: AbortSignal.timeout(300) });
  const { tier } = await response.json();
  if (response.status !== 200 || !['basic', 'plus'].includes(tier)) throw new Error('no tier');
  return tier;
}
http.createServer(async (request, response) => {
  const answer = (status, body) => {
    response.writeHead(status, { 'content-type': 'application/json', ...(status === 503 ? { 'retry-after': '1' } : {}) });
    response.end(JSON.stringify(body));
  };
  const { pathname, searchParams: query } = new URL(request.url, 'http://localhost');
  if (pathname === '/healthz') return answer(200, {});
  const id = /^\\/notes\\/(n-[0-9]+)$/.exec(pathname)?.[1];
  const chunks = [];
  try {
    for await (const chunk of request) chunks.push(chunk);
  } catch {
    return;
  }
  let body;
  try {
    body = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks)));
  } catch {
    return answer(400, {});
  }
  const well = body !== null && typeof body === 'object' && !Array.isArray(body) && typeof body.text === 'string' &&
    [...body.text].length <= 500 && Object.keys(body).every((key) => key === 'text');
  if (!id || !well || !(${page}) || !(${tenant})) return answer(400, {});
  let tier;
  if (/[^ -~]|[<{$;]/.test(body.text)) { ${unusual} }
  else try { tier = await tierOf(id); } catch { return answer(503, {}); }
  answer(200, { tier });
}).listen(process.env.PORT, '127.0.0.1');
`;

const contract = `
shakedown: 1
component:
  name: notes
  summary: Files a note under the tier of its owner.
  launch: { command: node app.mjs, env: { PORT: '\${port}', TIERS_URL: '\${tiers.url}' }, ready: GET /healthz }
upstream:
  file:
    call: POST /notes/{id}
    accepts:
      path: { id: { type: string, pattern: '^n-[0-9]+$' } }
      query: { page: { type: integer, minimum: 1, maximum: 50 } }
      headers: { x-tenant: { type: string, maxLength: 12 } }
      body:
        type: object
        required: [text]
        properties: { text: { type: string, maxLength: 500 } }
        additionalProperties: false
      examples: [{ path: { id: n-12 }, query: { page: 3 }, headers: { x-tenant: acme }, body: { text: A short note. } }]
    answers:
      ok: { status: 200, body: { type: object, required: [tier], properties: { tier: { enum: [basic, plus] } } } }
      rejected: { status: 400 }
      unavailable: { status: 503, headers: { retry-after: '.' } }
    budget: { deadline: 2s, calls: { tiers: 1 } }
downstream:
  tiers:
    protocol: http
    on-failure: unavailable
    operations:
      get:
        call: GET /tiers/{id}
        returns:
          status: 200
          body: { type: object, required: [tier], properties: { tier: { enum: [basic, plus] } } }
`;

const files = (mistakes?: Mistakes) => ({ 'app.mjs': service(mistakes), 'notes.contract.yaml': contract });
const standard = ['--profile', 'standard', '--seed', '1', '--rigs', '3'];
const found = (stdout: string) => stdout.split('\n').filter((line) => line.startsWith('✗ file'));

describe('mess in parameters', () => {
  it.concurrent('finds nothing where each of them is read as its schema says', async () => {
    using project = folder(files());
    const { code, stdout } = await shakedown(['notes.contract.yaml', ...standard], project.path);
    expect({ found: found(stdout), code, stdout }).toEqual({ found: [], code: 0, stdout: expect.anything() });
  });

  it.concurrent('finds a query parameter that is read by its first digits', async () => {
    using project = folder(files({ page: "Number.parseInt(query.get('page') ?? '1') >= 1" }));
    const { code, stdout } = await shakedown(
      ['notes.contract.yaml', ...standard, '--no-shrink', '--only', 'file/input/*'],
      project.path,
    );
    expect(found(stdout).length).toBeGreaterThan(0);
    expect(stdout).toContain('The component answered `ok` to a request that its schema forbids.');
    expect(stdout).toMatch(/contract +upstream\.file\.accepts\.query\.page/);
    expect(stdout).toMatch(/▶ POST \/notes\/n-12\?page=3\+kg /);
    expect(code).toBe(1);
  });

  it.concurrent('finds a header whose length nobody looks at', async () => {
    using project = folder(files({ tenant: 'true' }));
    const { code, stdout } = await shakedown(
      ['notes.contract.yaml', ...standard, '--no-shrink', '--only', 'file/input/*'],
      project.path,
    );
    expect(stdout).toMatch(/contract +upstream\.file\.accepts\.headers\.x-tenant/);
    expect(code).toBe(1);
  });
});

describe('mess and a fault in one case', () => {
  const unguarded = files({ unusual: 'tier = await tierOf(id).catch(() => "none");' });

  it.concurrent('finds what neither of them finds', async () => {
    using project = folder(unguarded);
    const both = await shakedown(
      ['notes.contract.yaml', ...standard, '--reporter', 'terminal', '--reporter', 'json=report.json'],
      project.path,
    );
    const { runs } = JSON.parse(readFileSync(join(project.path, 'report.json'), 'utf8'));
    const broken = runs[0].trials.filter((trial: { verdict: string }) => trial.verdict === 'broken');
    expect(broken.length).toBeGreaterThan(0);
    for (const { id } of broken) expect(id).toMatch(/^file\/tiers\/[a-z-]+\/(first|every)\/with-[a-z-]+$/);
    expect(both.code).toBe(1);
    expect(found(both.stdout)[0]).toMatch(/^✗ file · tiers · .*, with [a-z-]+…? /);
    expect(both.stdout).toMatch(/smallest +1 thing wrong with the request, 1 fault/);
    expect(both.stdout).toMatch(/confirmed 3 of 3/);
  });
});
