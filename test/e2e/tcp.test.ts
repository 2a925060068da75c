import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { faultsOf } from '../../src/protocol/index.ts';
import { tcp } from '../../src/protocol/tcp/tcp.ts';
import { LineServer } from '../line-server.ts';
import { folder, shakedown } from './cli.ts';
import { storeContract, storeService } from './store-service.ts';

let server: LineServer;
beforeAll(async () => {
  server = await LineServer.open();
});
afterAll(() => server[Symbol.asyncDispose]());

interface Report {
  readonly runs: readonly {
    readonly verdict: string;
    readonly trials: readonly { readonly id: string; readonly verdict: string }[];
    readonly findings: readonly { readonly name: string }[];
    readonly coverage: { readonly planned: number; readonly met: number };
  }[];
}

async function judged(app: string, ...args: readonly string[]) {
  using files = folder({ 'app.mjs': app, 'a.contract.yaml': storeContract(server.target) });
  const only = [
    ...(args.includes('--only') ? [] : ['--only', 'look/store/*']),
    '--reporter',
    'json',
    '--rigs',
    '2',
    '--seed',
    '1',
  ];
  const { code, stdout } = await shakedown(['a.contract.yaml', ...only, ...args], files.path);
  return { code, contract: (JSON.parse(stdout) as Report).runs[0]! };
}

describe('a dependency behind a proxy', () => {
  it('has every fault that bytes can have, each met and named as those of services are', async () => {
    const { code, contract } = await judged(storeService());
    const expected = faultsOf(tcp).flatMap((f) => f.recurs.map((r) => `look/store/${f.name}/${r}`));
    expect(contract.trials.map((t) => t.id).sort()).toEqual(expected.sort());
    expect(contract.trials.filter((t) => t.verdict !== 'holds')).toEqual([]);
    expect(contract.coverage).toMatchObject({ planned: expected.length, met: expected.length });
    expect(code).toBe(0);
  });

  it('shows a component that answers as if nothing had been lost', async () => {
    const careless = storeService('response.end(JSON.stringify({ n: 0 }))');
    const { code, contract } = await judged(careless, '--no-shrink', '--only', 'look/store/reset-before-reply/first');
    expect(contract.findings.map((f) => f.name)).toEqual(['look/store/reset-before-reply/answers-as-expected']);
    expect(code).toBe(1);
  });

  it('cannot be judged without its real server, and says so', async () => {
    using files = folder({ 'app.mjs': storeService(), 'a.contract.yaml': storeContract('127.0.0.1:1') });
    const { code, stdout } = await shakedown(['a.contract.yaml'], files.path);
    expect(stdout).toContain(
      'The real server of `store` cannot be reached at 127.0.0.1:1: ECONNREFUSED. Start it, or correct its `target`.',
    );
    expect(code).toBe(3);
  });
});
