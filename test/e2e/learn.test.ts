import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { folder, shakedown } from './cli.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const traffic = 'contracts/traffic/triage.jsonl';
const contract = 'contracts/triage.contract.yaml';

const small = `shakedown: 1
component: { name: small, launch: { command: 'node app.mjs \${port}' } }
upstream:
  ask:
    call: POST /ask
    accepts: { body: { type: object, properties: { size: { type: integer }, text: { type: string }, kind: { enum: [a] } } } }
    answers: { ok: { status: 200 }, rejected: { status: 400 }, unavailable: { status: 503 } }
    budget: { deadline: 1s }
`;
const line = (body: unknown, path = '/ask') => JSON.stringify({ method: 'POST', path, body });

function* texts(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* texts(inner);
}

describe('learn', () => {
  it('tells what deviates, what to amend, and writes a profile without values', async () => {
    using out = folder({});
    const file = join(out.path, 'new', 'triage.json');
    const { code, stdout, stderr } = await shakedown(['learn', traffic, contract, '--out', file], root);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('classify · POST /v1/triage · 4 of 19 requests (21 %) as the contract says');
    expect(stdout).toMatch(/^ +3 +16 % +\/body\/ticketId +text-as-number +such as 2212$/m);
    expect(stdout).toMatch(/^ +maxLength: 240$/m);
    expect(stdout).toMatch(/^ +tolerates: \[text-as-number, /m);
    expect(stdout).toContain('1 of 20 requests (5 %) is for no operation of the contract: GET /healthz (1)');
    const profile = readFileSync(file, 'utf8');
    const lines = readFileSync(join(root, traffic), 'utf8').trim().split('\n');
    const strings = new Set(lines.flatMap((one) => [...texts(JSON.parse(one).body)]));
    expect(strings.size).toBeGreaterThan(30);
    expect([...strings].filter((one) => one !== '' && profile.includes(one))).toEqual([]);
    expect(profile).not.toMatch(/source|priority/);
  });

  it('makes a run try most what callers send', async () => {
    using out = folder({});
    const file = join(out.path, 'triage.json');
    await shakedown(['learn', traffic, contract, '--out', file], root);
    const cases = async (...more: string[]) => {
      const only = ['--only', 'classify/input/null-member', '--only', 'classify/input/null-as-text'];
      const args = [contract, '--profile', 'quick', '--seed', '1', '--rigs', '1', '--out', out.path, ...only, ...more];
      const { code, stdout } = await shakedown([...args, '--reporter', 'json'], root);
      expect(code).toBe(0);
      return JSON.parse(stdout).runs[0].trials.map((t: { id: string; cases: unknown }) => t.id && t.cases);
    };
    expect(JSON.stringify(await cases('--mess-profile', file))).not.toBe(JSON.stringify(await cases()));
  });

  it('prints a document for programs', async () => {
    using project = folder({
      'small.contract.yaml': small,
      'a.jsonl': `${line({ size: '\u202e1', kind: '\u202eb' })}\n${line({}, '/b')}\n`,
    });
    const { code, stdout } = await shakedown(['learn', 'a.jsonl', 'small.contract.yaml', '--json'], project.path);
    expect(code).toBe(0);
    expect(stdout).not.toContain('\u202e');
    expect(JSON.parse(stdout)).toMatchObject({
      learn: 1,
      contract: { file: 'small.contract.yaml', name: 'small' },
      profile: '.shakedown/profile/small.json',
      requests: 2,
      unmatched: { requests: 1, calls: { 'POST /b': 1 } },
      operations: [
        {
          operation: 'ask',
          requests: 1,
          deviations: [
            { kind: 'unlisted-value', pointer: '/body/kind', requests: 1, share: 1 },
            { kind: 'other-type', pointer: '/body/size', requests: 1, share: 1 },
          ],
          amendments: [{ path: ['properties', 'kind'], keyword: 'enum', value: ['a', '\u202eb'] }],
        },
      ],
    });
    expect(existsSync(join(project.path, '.shakedown/profile/small.json'))).toBe(true);
  });

  it('shows control characters and halves of characters, and never sends them', async () => {
    const nasty = '\u001b[2J\u009b\u202e\ud800';
    const body = { size: nasty, [nasty]: 1, text: nasty };
    using project = folder({ 'small.contract.yaml': small, 'a.jsonl': `${line(body)}\n${line({}, `/${nasty}`)}\n` });
    const { code, stdout, stderr } = await shakedown(['learn', 'a.jsonl', 'small.contract.yaml'], project.path);
    expect(code).toBe(0);
    expect(stdout + stderr).not.toMatch(/[\u001b\u009b\u202e\ufffd]/);
    expect(stdout).toContain('\\u001b[2J');
  });

  it.each([
    [['learn'], 'Not enough non-option arguments'],
    [['learn', 'none.jsonl', 'small.contract.yaml'], 'none.jsonl does not exist. Name a .jsonl or .har file'],
    [['learn', 'empty.jsonl', 'small.contract.yaml'], 'empty.jsonl is empty. Write one request a line'],
    [['learn', 'blank.jsonl', 'small.contract.yaml'], 'blank.jsonl has no requests'],
    [['learn', 'bad.jsonl', 'small.contract.yaml'], 'bad.jsonl:2 is not JSON.'],
    [['learn', 'none.har', 'small.contract.yaml'], 'none.har has no entries. Record traffic, and export it again'],
    [
      ['learn', 'other.jsonl', 'small.contract.yaml'],
      'None of the 1 requests in other.jsonl is for an operation of small.contract.yaml.',
    ],
    [['learn', 'other.jsonl', 'small.contract.yaml'], 'the contract has POST /ask'],
    [['learn', 'bad.jsonl', '.'], 'There are 2 contracts: small.contract.yaml, two.contract.yaml. Name the one'],
    [['learn', 'bad.jsonl'], 'No contract was found'],
    [['learn', 'good.jsonl', 'small.contract.yaml', '--out', '/dev/null/x'], '--out /dev/null/x cannot be written to'],
    [['run', 'small.contract.yaml', '--mess-profile', 'none.json'], '--mess-profile none.json cannot be read: ENOENT.'],
    [['run', 'small.contract.yaml', '--mess-profile', 'bad.jsonl'], '--mess-profile bad.jsonl is not JSON.'],
    [['run', 'small.contract.yaml', '--mess-profile', 'other.json'], 'is of another component, not of small.'],
  ])('`shakedown %s` is refused with a remedy and exit code 2', async (args: string[], complaint) => {
    using project = folder({
      'small.contract.yaml': small,
      'two.contract.yaml': small,
      'empty.jsonl': '',
      'blank.jsonl': '\n \n',
      'bad.jsonl': `${line({})}\n{"method":\n`,
      'good.jsonl': line({}),
      'none.har': '{"log":{"entries":[]}}',
      'other.jsonl': line({}, '/other'),
      'other.json': '{"shakedown-profile":1,"contract":"other","operations":{}}',
    });
    const { code, stderr } = await shakedown(args, project.path);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(complaint);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(code).toBe(2);
  });
});
