import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { folder, shakedown } from './cli.ts';

// It calls nobody, and ends a while after it has rejected or taken a text with a zero width space.
const component = `
import { createServer } from 'node:http';
createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  let text;
  try { text = JSON.parse(body).text; } catch {}
  const taken = typeof text === 'string';
  response.writeHead(request.method === 'GET' || taken ? 200 : 400, { 'content-type': 'application/json' });
  response.end(taken ? '{"taken":true}' : '{"title":"no text"}');
  if (taken && text.includes('\\u200b')) setTimeout(() => process.exit(3), 10);
}).listen(process.env.PORT, '127.0.0.1');
`;

const contract = `shakedown: 1
component:
  name: taker
  launch:
    command: node app.mjs
    env: { PORT: '\${port}' }
    ready: GET /healthz
upstream:
  take:
    call: POST /texts
    accepts:
      body: { type: object, required: [text], properties: { text: { type: string } } }
      examples: [{ text: Where is my parcel? }]
    answers:
      ok: { status: 200, body: { type: object, required: [taken] } }
      rejected: { status: [400, 415], body: { type: object, required: [title] } }
    budget: { deadline: 2s }
downstream: {}
`;

async function findings(only: string) {
  using files = folder({ 'app.mjs': component, 'taker.contract.yaml': contract });
  const flags = ['--seed', '1', '--rigs', '1', '--no-shrink', '--only', only, '--reporter', 'json=report.json'];
  const { code } = await shakedown(['taker.contract.yaml', ...flags], files.path);
  const text = readFileSync(join(files.path, 'report.json'), 'utf8');
  const { runs } = JSON.parse(text) as { runs: [{ findings: { name: string; confirmed: object }[] }] };
  return { code, found: runs[0].findings.map(({ name, confirmed }) => ({ name, confirmed })) };
}

describe('a component that calls nobody, and ends a while after its answer', () => {
  it.each([
    ['in the middle of a run', 'take/input/{w,x,y,z}*'],
    ['after its last case', 'take/input/zero-width-space'],
  ])('is told with the case that was its undoing, %s', async (_, only) => {
    expect(await findings(only)).toMatchObject({
      code: 1,
      found: [{ name: 'take/input/zero-width-space/stays-up', confirmed: { failed: 3, played: 3 } }],
    });
  });

  it('is told among all the cases', async () => {
    expect((await findings('take/input/*')).found).toEqual([
      { name: 'take/input/zero-width-space/stays-up', confirmed: { failed: 3, played: 3 } },
    ]);
  });
});
