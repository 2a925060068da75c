import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import { scenarioWords } from '../../src/run/vocabulary.ts';
import { publishedFormat } from '../../src/scenario/format.ts';
import { scenario } from './written.ts';

const validate = new Ajv2020({ strict: false, allErrors: true }).compile(publishedFormat(scenarioWords));
const folder = join(import.meta.dirname, '../../scenarios');

describe('the published format', () => {
  it('takes every scenario that ships', () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.yaml'));
    const refused = files.filter((file) => !validate(parse(readFileSync(join(folder, file), 'utf8'))));
    expect(refused).toEqual([]);
    expect(files.length).toBeGreaterThanOrEqual(40);
  });

  it.each([
    ['fault', scenario('faults: [{ fault: server-eror }]')],
    ['parameter', scenario('faults: [{ fault: server-error, params: { code: 503 } }]')],
    ['value of a parameter', scenario('faults: [{ fault: server-error, params: { status: 501 } }]')],
    ['shape', scenario('outages: [{ shape: flaping }]')],
    ['value of a shape', scenario('outages: [{ shape: gray, params: { share: 101 }, fault: silence }]')],
    [
      'value of the fault of an outage',
      scenario('outages: [{ shape: down, fault: server-error, fault-params: { status: 1 } }]'),
    ],
    ['check', scenario('mess: comment', 'checks: recover')],
    ['check in a list', scenario('mess: comment', 'checks: [recover]')],
    ['protocol', scenario('mess: comment', 'applies: { protocol: [open-ai] }')],
    ['key', scenario('mess: comment', 'trafic: {}')],
  ])('tells an editor of a wrong %s', (_, text) => {
    expect(validate(parse(text))).toBe(false);
  });
});
