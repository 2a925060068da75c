import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { request as ask } from 'node:http';
import { get } from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { folder, shakedown, start, until } from './cli.ts';
import { numberContract, numberService } from './number-service.ts';

type Files = ReturnType<typeof folder>;

const project = (contract = numberContract()) =>
  folder({ 'package.json': '{}', 'app.mjs': numberService(), 'a.contract.yaml': contract });

/** A mock that serves, until it is disposed of. */
async function mocking(files: Files, ...args: readonly string[]) {
  const mock = start(['mock', 'a.contract.yaml', ...args], files.path);
  const address = () => /numbers +(http:\/\/\S+)/.exec(mock.output())?.[1];
  await until(() => mock.output().includes('Ctrl-C') || mock.child.exitCode !== null, 'it serves');
  const fault = (...order: readonly string[]) => shakedown(['fault', ...order], files.path);
  const number = () =>
    fetch(`${address()}/number`).then(
      (response) => response.status,
      (error) => error.cause.code as string,
    );
  return {
    ...mock,
    fault,
    number,
    address: address()!,
    pass: join(files.path, '.shakedown', 'mock.json'),
    [Symbol.asyncDispose]: async () => {
      mock.child.kill('SIGINT');
      await mock.ended;
    },
  };
}

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What the control says to a request that may be any; a connection that was ended meanwhile is `ended`. */
function said(port: number, { method = 'GET', path = '/v1/faults', headers = {}, body }: Sent) {
  return new Promise<number | 'ended'>((resolve) => {
    const asked = ask({ host: '127.0.0.1', port, method, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    });
    asked.on('error', () => resolve('ended'));
    asked.end(body);
  });
}

describe('shakedown mock and shakedown fault', () => {
  it.concurrent('serve over TLS what a contract wants so, tell whose word is to be trusted, and of connections that met a fault', async () => {
    const contract = numberContract().replace('protocol: http', 'protocol: http\n    tls: true');
    using files = project(contract.replace('env: {', 'env: { NODE_EXTRA_CA_CERTS: "${numbers.ca}",'));
    await using mock = await mocking(files);
    const url = /numbers +(https:\S+)/.exec(mock.output())![1]!;
    const ca = /The CA .*: (\S+)/.exec(mock.output())![1]!;
    expect(mock.output()).toContain(`export NODE_EXTRA_CA_CERTS=${ca}`);
    const number = () =>
      new Promise((resolve) => {
        const trusting = { ca: readFileSync(ca), agent: false } as const;
        get(`${url}/number`, trusting, (response) => resolve(response.resume().statusCode)).once('error', (error) =>
          resolve((error as NodeJS.ErrnoException).code),
        );
      });
    expect(await number()).toBe(200);
    expect((await mock.fault('numbers', 'expired-certificate')).code).toBe(0);
    expect(await number()).toBe('CERT_HAS_EXPIRED');
    await until(() => mock.output().includes('a connection  fault expired-certificate'), 'it tells');
    expect((await mock.fault('--clear')).code).toBe(0);
    expect(await number()).toBe(200);
    mock.child.kill('SIGINT');
    await mock.ended;
    expect(existsSync(ca)).toBe(false);
  });

  it.concurrent('serve dependencies that fail and heal as they are told', async () => {
    using files = project();
    await using mock = await mocking(files);
    expect(mock.output()).toContain(`export NUMBERS_URL=${mock.address}\n`);
    expect(mock.output()).toMatch(/ {2}export PORT=\d+\n/);
    expect(await mock.number()).toBe(200);

    expect(await mock.fault('--param', 'status=502', 'numbers', 'server-error')).toMatchObject({
      code: 0,
      stdout: 'numbers  server-error status=502 · every call · until it is cleared\n',
    });
    expect([await mock.number(), await mock.number()]).toEqual([502, 502]);
    expect((await mock.fault('--list')).stdout).toContain('numbers  server-error status=502');
    await mock.fault('--clear', 'numbers');
    expect(await mock.number()).toBe(200);
    expect((await mock.fault('--list')).stdout).toBe('All dependencies are well.\n');

    await mock.fault('numbers', 'refused');
    expect(await mock.number()).toBe('ECONNREFUSED');
    await mock.fault('--clear');
    expect(await mock.number()).toBe(200);

    await mock.fault('numbers', 'server-error', '--for', '500ms');
    let healed = false;
    for (let i = 0; i < 200 && !healed; i++) {
      healed = (await mock.number()) === 200;
      if (!healed) await new Promise((resolve) => setTimeout(resolve, 25));
    }
    expect(healed).toBe(true);
    await until(() => mock.output().includes('server-error is over'), 'it told so');
    const shown = mock
      .output()
      .split('\n')
      .filter((line) => /^\d\d:\d\d:\d\d {2}numbers/.test(line))
      .map((line) => line.slice(10).replace(/\d+ ms$/, 'ms'));
    expect(shown.slice(0, 5)).toEqual([
      'numbers  number  200  ms',
      'numbers  server-error from now on',
      'numbers  number  502  fault server-error: status 502  ms',
      'numbers  number  502  fault server-error: status 502  ms',
      'numbers  server-error was cleared',
    ]);
  });

  it.concurrent('take orders from whoever has the token, by address, and from nobody else', async () => {
    using files = project();
    await using mock = await mocking(files);
    expect(statSync(mock.pass).mode & 0o777).toBe(0o600);
    const { port, token } = JSON.parse(readFileSync(mock.pass, 'utf8'));
    const authorization = `Bearer ${token}`;
    const order = JSON.stringify({ dependency: 'numbers', fault: 'server-error' });
    const says = (sent: Sent) => said(port, sent);
    expect(await says({})).toBe(401);
    expect(await says({ headers: { authorization: `Bearer ${'0'.repeat(64)}` } })).toBe(401);
    expect(await says({ method: 'POST', body: order })).toBe(401);
    expect(await says({ method: 'DELETE' })).toBe(401);
    for (const host of [`localhost:${port}`, `evil.example:${port}`, 'evil.example', `127.0.0.1:${port + 1}`])
      expect([host, await says({ headers: { authorization, host } })]).toEqual([host, 403]);
    expect(await says({ headers: { authorization }, path: '/' })).toBe(404);
    expect(await says({ headers: { authorization }, method: 'PUT', body: order })).toBe(405);
    expect(await says({ headers: { authorization }, method: 'POST', body: '{' })).toBe(400);
    expect(await says({ headers: { authorization }, method: 'POST', body: '{"dependency":"numbers"}' })).toBe(400);
    expect([413, 'ended']).toContain(
      await says({ headers: { authorization }, method: 'POST', body: ' '.repeat(5_000_000) }),
    );
    expect(await mock.number()).toBe(200);
    expect(await says({ headers: { authorization }, method: 'POST', body: order })).toBe(201);
    expect(await mock.number()).not.toBe(200);
  });

  it.concurrent('leave nothing behind after Ctrl-C, not even a call that hangs', async () => {
    using files = project();
    await using mock = await mocking(files, '--run');
    await until(() => mock.output().includes('doubler is ready at'), 'the component is there');
    const origin = /is ready at (\S+)/.exec(mock.output())![1]!;
    expect(await fetch(`${origin}/double`).then((r) => r.status)).toBe(200);
    await mock.fault('numbers', 'silence');
    const hanging = mock.number();
    mock.child.kill('SIGINT');
    expect(await mock.ended).toMatchObject({ code: 0, stderr: '' });
    expect(await hanging).not.toBe(200);
    expect(existsSync(mock.pass)).toBe(false);
    await expect(fetch(`${origin}/healthz`)).rejects.toThrow();
    const { code, stderr } = await mock.fault('--list');
    expect([code, stderr]).toEqual([
      2,
      'No mock is running in .shakedown. Start one with `shakedown mock <contract>`, or name its folder with --out.\n',
    ]);
  });

  it.concurrent('say why something cannot be had, and what to do', async () => {
    using files = project();
    await using mock = await mocking(files);
    const refused = async (...order: readonly string[]) => {
      const { code, stderr } = await mock.fault(...order);
      return [code, stderr.trim()];
    };
    expect(await refused('number', 'silence')).toEqual([2, 'There is no dependency "number". Did you mean "numbers"?']);
    expect(await refused('--clear', 'nmbers')).toEqual([2, 'There is no dependency "nmbers". Did you mean "numbers"?']);
    const again = await shakedown(['mock', 'a.contract.yaml'], files.path);
    expect([again.code, again.stderr]).toEqual([
      2,
      'Another mock is running with the folder .shakedown. End it, or name another folder with --out.\n',
    ]);
    expect(existsSync(mock.pass)).toBe(true);
  });

  it.concurrent('fail by themselves as a scenario says, by call and by time', async () => {
    using files = project();
    const byCall =
      'scenario: 1\ntitle: The second call fails\nfaults: [{ fault: server-error, params: { status: 502 }, call: 2 }]\n';
    writeFileSync(join(files.path, 'second.scenario.yaml'), byCall);
    {
      await using mock = await mocking(files, '--scenario', 'second.scenario.yaml');
      expect(mock.output()).toContain(
        'Scenario second: The second call fails\n  server-error: call 2 of each operation',
      );
      expect([await mock.number(), await mock.number(), await mock.number()]).toEqual([200, 502, 200]);
      // What somebody sets comes first, and the calls are counted on.
      await mock.fault('numbers', 'server-error', '--param', 'status=500');
      expect(await mock.number()).toBe(500);
    }
    const byTime = (fault: string) =>
      `scenario: 1\ntitle: Down\ntraffic: { before: 50ms, during: 1s }\noutages: [{ shape: down, fault: ${fault} }]\n`;
    for (const [fault, seen] of [
      ['server-error', 503],
      ['refused', 'ECONNREFUSED'],
    ] as const) {
      writeFileSync(join(files.path, 'outage-of-all.scenario.yaml'), byTime(fault));
      await using mock = await mocking(files, '--scenario', 'outage-of-all.scenario.yaml');
      expect(await mock.number()).toBe(200);
      await until(() => mock.output().includes(`numbers  down with ${fault} begins`), 'it begins');
      let became: unknown = 200;
      // A connection that was open when the door was shut is reset.
      while ([200, 'ECONNRESET'].includes(became as number) && !mock.output().includes('is over'))
        became = await mock.number();
      expect(became).toBe(seen);
      await until(() => mock.output().includes(`numbers  down with ${fault} is over`), 'it is over');
      while ((await mock.number()) !== 200) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });

  it.concurrent('say why a scenario does not fit the contract', async () => {
    using files = project();
    const says = async (scenario: string) => {
      const { code, stderr } = await shakedown(['mock', 'a.contract.yaml', '--scenario', scenario], files.path);
      expect(code).toBe(2);
      return stderr.trim();
    };
    expect(await says('model-overlaoded')).toMatch(
      /^There is no scenario "model-overlaoded"\. Did you mean "model-overloaded"\?/,
    );
    expect(await says('overload/*')).toMatch(/^overload\/\* means \d+ scenarios, and a mock plays one: /);
    expect(await says('unknown-fields')).toBe(
      '`unknown-fields` does not fit doubler: it is about what callers send, and a mock only serves what the component calls. Use `run --scenario`.',
    );
    expect(await says('model-overloaded')).toMatch(/^`model-overloaded` does not fit doubler: /);
    writeFileSync(join(files.path, 'bad.scenario.yaml'), 'scenario: 1\ntitle: Bad\nfaults: [{ fault: nothing }]\n');
    expect(await says('bad.scenario.yaml')).toMatch(/^bad\.scenario\.yaml:3:\d+: error: /);
  });

  it.concurrent('say whose port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    using files = project(numberContract().replace('protocol: http', `protocol: http\n    port: ${port}`));
    const { code, stderr } = await shakedown(['mock', 'a.contract.yaml'], files.path);
    other.close();
    expect([code, stderr]).toEqual([
      3,
      `\`numbers\` cannot be simulated on its declared port ${port}: something else listens there. Free it, or change its \`port\`.\n`,
    ]);
    expect(existsSync(join(files.path, '.shakedown', 'mock.json'))).toBe(false);
  });
});
