import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import type { Traffic } from '../../src/observation/traffic.ts';
import { folder, shakedown } from './cli.ts';

const root = resolve(import.meta.dirname, '../..');

it('a finding under traffic is played again, with what came of the traffic', async () => {
  const contract = readFileSync(join(root, 'test/defects/traffic/contract.yaml'), 'utf8')
    .replace('name: correct', 'name: leaky')
    .replace('test/defects/traffic/correct.mjs', join(root, 'test/defects/traffic/timeout-without-abort.mjs'));
  const outage = { dependency: 'model', shape: 'down', shapeParams: {}, fault: 'silence', faultParams: {} };
  const traffic: Traffic = { rate: 30, before: 600, during: 900, after: 700, outages: [outage] };
  const input = { body: { id: 'i-10000001' } };
  const kept = {
    finding: 1,
    id: 'abcdef',
    name: 'ask/model/down/releases',
    check: 'releases',
    told: '',
    contract: 'leaky.contract.yaml',
    case: { id: 'ask/model/down/outage#1', operation: 'ask', seed: 1, input, schedule: [], traffic },
    healthyCalls: { 'model.say': 1 },
  };
  using project = folder({ 'leaky.contract.yaml': contract, 'kept.json': JSON.stringify(kept) });
  const replay = () => shakedown(['replay', 'kept.json'], project.path);
  let { code, stdout, stderr } = await replay();
  // 4: the machine had no time for it.
  for (let again = 0; code === 4 && again < 4; again++) ({ code, stdout, stderr } = await replay());
  expect(stderr).toBe('');
  expect(stdout).toMatch(/traffic +66 requests · ok before \d+ of 18, during \d+ of 27, after \d+ of 21/);
  expect(stdout).toMatch(/✗ still there: releases/);
  expect(code).toBe(1);
}, 60_000);
