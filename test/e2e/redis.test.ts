import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../../src/rig/ports.ts';
import { RawSocket } from '../raw-socket.ts';
import { folder, shakedown } from './cli.ts';
import { storeContract } from './store-service.ts';

const installed = spawnSync('redis-server', ['--version']).error === undefined;
const told = installed ? 'a real Redis behind a proxy' : 'a real Redis behind a proxy (skipped: no redis-server here)';

// It keeps one connection, tries a failed command once more on a new one, and says openly when that fails as well.
const component = `
import { createServer } from 'node:http';
import { connect } from 'node:net';
const { STORE_HOST: host, STORE_PORT: port } = process.env;
let pooled;
function command(...words) {
  return new Promise((resolve, reject) => {
    const socket = (pooled ??= connect({ port, host }).on('error', () => {}));
    let text = '';
    const over = (settle) => (value) => {
      clearTimeout(timer);
      socket.off('data', read).off('end', gone).off('close', gone);
      settle(value);
    };
    const done = over(resolve);
    const fail = over((error) => { socket.destroy(); pooled = undefined; reject(error); });
    const gone = () => fail(new Error('gone'));
    const read = (bytes) => {
      text += bytes.toString('latin1');
      const bulk = /^[$]([0-9]+)\\r\\n/.exec(text);
      if (!bulk && (text.includes('\\n') || !/^[$][0-9]*\\r?$/.test(text))) return fail(new Error('not what GET replies'));
      if (!bulk || text.length < bulk[0].length + Number(bulk[1]) + 2) return;
      if (text.length > bulk[0].length + Number(bulk[1]) + 2 || !text.endsWith('\\r\\n')) return fail(new Error('out of step'));
      done(text.slice(bulk[0].length, -2));
    };
    const timer = setTimeout(() => fail(new Error('late')), 150);
    socket.on('data', read).on('end', gone).on('close', gone);
    socket.write('*' + words.length + '\\r\\n' + words.map((w) => '$' + w.length + '\\r\\n' + w + '\\r\\n').join(''));
  });
}
createServer(async (request, response) => {
  response.setHeader('content-type', 'application/json');
  if (request.url === '/healthz') return response.end('{}');
  try {
    const text = await command('GET', 'n').catch(() => command('GET', 'n'));
    if (!/^[0-9]+$/.test(text)) throw new Error('no number');
    response.end(JSON.stringify({ n: Number(text) }));
  } catch {
    response.statusCode = 503;
    response.end(JSON.stringify({ title: 'no store' }));
  }
}).listen(process.env.PORT, '127.0.0.1');
`;

(installed ? describe : describe.skip)(told, () => {
  let redis: ChildProcess;
  let port: number;

  beforeAll(async () => {
    port = await freePort();
    const quiet = ['--save', '', '--appendonly', 'no', '--dir', '/', '--loglevel', 'warning'];
    redis = spawn('redis-server', ['--bind', '127.0.0.1', '--port', String(port), ...quiet], { stdio: 'ignore' });
    const connected = async (left = 200): Promise<RawSocket> =>
      RawSocket.to(port).catch(async (error) => {
        if (left === 0) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
        return connected(left - 1);
      });
    using socket = await connected();
    await socket.send('SET n 1234567\r\n');
    await socket.until((s) => s.bytes.toString() === '+OK\r\n');
  });
  afterAll(async () => {
    const ended = new Promise((resolve) => redis.once('close', resolve));
    redis.kill('SIGKILL');
    await ended;
  });

  it('is judged under every fault that bytes can have: a component that retries and admits failure holds', async () => {
    using files = folder({ 'app.mjs': component, 'a.contract.yaml': storeContract(`127.0.0.1:${port}`) });
    const args = ['a.contract.yaml', '--only', 'look/store/*', '--rigs', '2', '--seed', '1', '--reporter', 'json'];
    const { code, stdout } = await shakedown(args, files.path);
    const [run] = JSON.parse(stdout).runs;
    expect(run.trials.filter((t: { verdict: string }) => t.verdict !== 'holds')).toEqual([]);
    expect(run.coverage.met).toBe(run.coverage.planned);
    expect(run.coverage.answers['look.ok']).toBeGreaterThan(0);
    expect(run.coverage.answers['look.unavailable']).toBeGreaterThan(0);
    expect(code).toBe(0);
  });
});
