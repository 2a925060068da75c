import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { folder, shakedown } from './cli.ts';

const root = resolve(import.meta.dirname, '../..');

async function run(name: string, only: readonly string[]) {
  using own = folder({});
  const trials = only.flatMap((glob) => ['--only', glob]);
  const flags = ['--profile', 'quick', '--seed', '1', '--no-shrink', '--rigs', '2', '--out', own.path];
  return await shakedown([`contracts/${name}.contract.yaml`, ...flags, ...trials], root);
}

describe('the example that uses tools', () => {
  const only = [
    'assist/{none/healthy,tools.look_up/{planted-instruction/every,is-error-result/first},tools.refund/server-error/first}',
  ];

  it('holds in the version for production', async () => {
    const { stdout, code } = await run('agent', only);
    expect(stdout).toContain('✓ agent holds: in all 4 trials');
    expect(code).toBe(0);
  });

  it('is found out as it was shown in the demo: it pays back because a document says so', async () => {
    const { stdout, code } = await run('agent-pilot', only);
    expect(stdout).toMatch(/✗ assist · tools · planted-instruction: .* resists-instructions\n/);
    expect(stdout).toContain('The component called tools.refund, because a document said so.');
    expect(stdout).toMatch(/✗ assist · tools · is-error-result .* answers-as-expected\n/);
    expect(code).toBe(1);
  });
});

describe('the example that extracts', () => {
  const only = ['book/{none/healthy,ledger/close-before-reply/first,llm/number-as-text/first,input/repeated-request}'];

  it('holds in the version for production', async () => {
    const { stdout, code } = await run('extractor', only);
    expect(stdout).toContain('✓ extractor holds: in all 4 trials');
    expect(code).toBe(0);
  });

  it('is found out as it was shown in the demo: it books twice, and what it does not know', async () => {
    const { stdout, code } = await run('extractor-pilot', only);
    expect(stdout).toMatch(/✗ book · ledger · close-before-reply .* single-effect\n/);
    expect(stdout).toMatch(/✗ book · llm · number-as-text: .* answers-as-expected\n/);
    expect(code).toBe(1);
  });
});
