import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { folder, shakedown } from './cli.ts';
import { numberContract, numberService } from './number-service.ts';

const few = [
  '--profile',
  'quick',
  '--rigs',
  '1',
  '--only',
  'double/none/healthy',
  '--only',
  'double/numbers/server-error',
];

const launchedBy = (launch: string) => numberContract().replace(/ {4}command: .*\n/, `    ${launch}\n`);

// The smallest component with a dependency, as a handler of the web's own types.
const handler = `async function handle(env: Record<string, string>, url: string): Promise<[number, object]> {
  if (url.endsWith('/healthz')) return [200, {}];
  try {
    const reply = await fetch(env.NUMBERS_URL + '/number', { signal: AbortSignal.timeout(600) });
    const { n } = (await reply.json()) as { n: unknown };
    if (!reply.ok || typeof n !== 'number') throw new Error('no number');
    return [200, { doubled: 2 * n }];
  } catch {
    return [503, { title: 'no number' }];
  }
}
`;
const web =
  'async (request: Request) => { const [status, body] = await handle(env, request.url); return Response.json(body, { status }); }';
const listener = `async (request, response) => {
    const [status, body] = await handle(env, request.url);
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  }`;

describe('a component that is a module', () => {
  it.each([
    ['gives a fetch handler', 'app.ts', `${handler}export default (env) => ${web};`],
    ['gives an object with fetch', 'app.ts', `${handler}export default (env) => ({ fetch: ${web} });`],
    ['gives a listener of node:http', 'app.ts', `${handler}export default async (env) => ${listener};`],
    [
      'gives a URL',
      'app.ts',
      `import { createServer } from 'node:http';\n${handler}export default (env) => new Promise((resolve) => {
  const server = createServer(${listener}).listen(0, '127.0.0.1', () => resolve('http://127.0.0.1:' + server.address().port + '/'));
});`,
    ],
    ['has another export', 'app.ts#create', `${handler}export const create = (env) => ${web};`],
  ])('%s', async (_, module, text) => {
    using project = folder({
      'package.json': '{ "type": "module" }',
      'app.ts': text,
      'a.contract.yaml': launchedBy(`module: ./${module}`),
    });
    const { code, stdout } = await shakedown(['a.contract.yaml', ...few], project.path);
    expect(stdout).toMatch(/✓ doubler holds/);
    expect(code).toBe(0);
  });

  it.each([
    ['has no such export', 'export const create = 1;', 'app.ts has no function as its default export; it has: create'],
    ['gives something else', 'export default () => 7;', 'app.ts#default gave number; it must give'],
    ['does not load', "import './gone.ts';", "Cannot find module './gone.ts'"],
    ['fails', "export default () => { throw new Error('no database'); };", 'no database'],
  ])('is not launched if it %s, and the report says why', async (_, text, says) => {
    using project = folder({
      'package.json': '{ "type": "module" }',
      'app.ts': text,
      'a.contract.yaml': launchedBy('module: app.ts'),
    });
    const { code, stdout } = await shakedown(['a.contract.yaml', ...few], project.path);
    expect(stdout).toContain(says);
    expect(stdout).toMatch(/✗ doubler could not be judged: doubler ended with exit code 1 before it was ready/);
    expect(code).toBe(3);
  });
});

describe('a component that already runs', () => {
  /** Starts it as somebody else would: on a port of its own, with the dependency where the contract says. */
  async function running(path: string): Promise<{ child: ChildProcess; url: string }> {
    const child = spawn(process.execPath, ['app.mjs'], {
      cwd: path,
      env: { ...process.env, PORT: '0', NUMBERS_URL: 'http://127.0.0.1:39471' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [port] = await once(child.stdout!, 'data');
    return { child, url: `http://127.0.0.1:${String(port).trim()}` };
  }
  const app = numberService().replace(
    ".listen(process.env.PORT, '127.0.0.1')",
    ".listen(process.env.PORT, '127.0.0.1', function () { console.log(this.address().port); })",
  );
  const contract = (url: string) =>
    numberContract({ more: '    port: 39471\n' }).replace(/ {4}command: .*\n.*env: .*\n/, `    url: ${url}\n`);

  it('is judged where it is, with dependencies where it expects them, and goes on running', async () => {
    using project = folder({ 'app.mjs': app });
    const { child, url } = await running(project.path);
    try {
      using other = folder({ 'a.contract.yaml': contract(url) });
      const { code, stdout } = await shakedown(['a.contract.yaml', ...few], other.path);
      expect(stdout).toMatch(/✓ doubler holds/);
      expect(code).toBe(0);
      expect((await fetch(`${url}/healthz`)).status).toBe(200);
    } finally {
      child.kill();
    }
  });

  it('is not there: exit code 3 and what was tried', async () => {
    using project = folder({
      'a.contract.yaml': contract('http://127.0.0.1:9').replace(
        'ready: GET /healthz',
        'ready: GET /healthz\n    within: 300ms',
      ),
    });
    const { code, stdout } = await shakedown([join(project.path, 'a.contract.yaml'), ...few], project.path);
    expect(stdout).toMatch(
      /could not be judged: doubler was not ready within 300ms: GET http:\/\/127\.0\.0\.1:9\/healthz gave/,
    );
    expect(code).toBe(3);
  });
});
