import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { at } from '../../../src/contract/pointer.ts';
import { findVerifier } from '../../../src/interop/pact/verify/find-verifier.ts';
import { judgedPacts } from '../../../src/interop/pact/verify/judged-pacts.ts';
import { verifyPacts } from '../../../src/interop/pact/verify/verify-pacts.ts';
import { loadContract } from '../../../src/run/load.ts';
import { type Ended, folder, shakedown } from '../../e2e/cli.ts';
import { numberContract, numberService } from '../../e2e/number-service.ts';

const like = (body: object, more: object = {}) => ({
  body,
  matchingRules: { body: { $: { combine: 'AND', matchers: [{ match: 'type' }] } } },
  ...more,
});
const given = (...names: string[]) => ({ providerStates: names.map((name) => ({ name })) });
const request = { method: 'GET', path: '/double' };
const pact = (provider: string, ...interactions: object[]) =>
  JSON.stringify({
    consumer: { name: 'shop' },
    provider: { name: provider },
    interactions,
    metadata: { pactSpecification: { version: '3.0.0' } },
  });

const unavailable = { status: 503, ...like({ title: 'x' }) };
const files = {
  'app.mjs': numberService(),
  'a.contract.yaml': numberContract(),
  'shop.json': pact(
    'doubler',
    { description: 'a doubled number', request, response: { status: 200, ...like({ doubled: 4 }) } },
    { description: 'a number', ...given('numbers is down', 'a shop is open'), request, response: unavailable },
    { description: 'a number', ...given('numbers fails with server error'), request, response: { status: 200 } },
    { description: 'another number', request, response: { status: 200, ...like({ doubled: 4 }) } },
  ),
  'other.json': pact('other', { description: 'x', request, response: { status: 200 } }),
  'unknown.json': pact(
    'doubler',
    { description: 'x', ...given('letters is down', 'there are 3 users'), request, response: unavailable },
    { description: 'x', ...given('numbers fails with hiccups'), request, response: unavailable },
  ),
};

describe('pact verify', () => {
  let ended: Ended;
  beforeAll(async () => {
    using project = folder(files);
    ended = await shakedown(
      ['pact', 'verify', 'a.contract.yaml', 'shop.json', 'other.json', '--state', 'a shop is open'],
      project.path,
    );
  });

  it('has dependencies fail as provider states say, and be well afterwards', () => {
    expect(ended.stdout.split('\n')).toEqual([
      'doubler, as shop expects it:',
      '  ✓ a doubled number',
      '  ✓ a number, given "numbers is down" and "a shop is open"',
      '  ✗ a number, given "numbers fails with server error"',
      '      expected 200 but was 503',
      '  ✓ another number',
      '1 of 4 do not hold.',
      '',
    ]);
  });

  it('ends with the code of a finding, and leaves out what is about others', () => {
    expect({ code: ended.code, stderr: ended.stderr }).toEqual({
      code: 1,
      stderr: 'other.json is about another provider, and left out.\n',
    });
  });

  it('says which states there are', async () => {
    using project = folder(files);
    const { contract } = loadContract(join(project.path, 'a.contract.yaml'));
    const options = { provider: 'Doubler', states: [], anyState: false };
    const pacts = [join(project.path, 'unknown.json')];
    const verified = await verifyPacts(contract!, pacts, options, new AbortController().signal);
    const told = verified.kind === 'unusable' ? verified.lines.join('\n') : verified.kind;
    for (const line of [
      'There is no provider state "letters is down".',
      'There is no provider state "there are 3 users".',
      'The provider state "numbers fails with hiccups" cannot be had: There is no fault "hiccups".',
      '"<dependency> is down": connections to it are refused',
      'Dependencies: numbers.',
    ])
      expect(told).toContain(line);
  });

  it('says how to install the verifier where it is not there', () => {
    const nowhere = mkdtempSync(join(tmpdir(), 'shakedown-'));
    try {
      expect(findVerifier([join(nowhere, 'package.json')])).toContain('npm install --save-dev @pact-foundation/pact');
      expect(findVerifier()).toMatchObject({ path: expect.stringContaining('@pact-foundation/pact') });
    } finally {
      rmSync(nowhere, { recursive: true });
    }
  });

  it('knows nothing where the verifier does not tell of each interaction', () => {
    const asked = [{ consumer: 'a', description: 'x', states: ['s'] }];
    const error = { interaction: 'Verifying a pact between a and b Given s - x', mismatch: { message: 'no answer' } };
    const results = [{ description: 'x' }];
    expect(judgedPacts(asked, '{"interactionResults":[]}')).toBeUndefined();
    expect(judgedPacts(asked, JSON.stringify({ interactionResults: results, errors: [error] }))).toEqual([
      { ...asked[0], mismatches: ['no answer'] },
    ]);
    const stray = { ...error, interaction: 'Verifying a pact between a and b - y' };
    expect(judgedPacts(asked, JSON.stringify({ interactionResults: results, errors: [stray] }))).toBeUndefined();
  });
});

describe('export pact', () => {
  it('tells what the component sends and was promised, and comes back as it was', async () => {
    const contract = numberContract().replace('call: GET /double', 'call: GET /double\n    from: [shop]');
    using project = folder({ ...files, 'a.contract.yaml': contract });
    const exported = await shakedown(['export', 'pact', 'a.contract.yaml'], project.path);
    const written = ['pacts/doubler-numbers.json', 'pacts/shop-doubler.json'];
    expect(exported).toMatchObject({
      code: 0,
      stdout: `${written.join('\n')}\n`,
      stderr: '`double`: Pact has no words for its budget.\n',
    });
    const imported = await shakedown(['import', 'pact', ...written], project.path);
    const [before, after] = [contract, imported.stdout].map((text): unknown => parse(text));
    const { budget: _, ...sayable } = at(before, '/upstream/double') as Record<string, unknown>;
    expect(at(after, '/upstream/double')).toMatchObject(sayable);
    expect(at(after, '/downstream/numbers')).toMatchObject(at(before, '/downstream/numbers') as object);
  });
});
