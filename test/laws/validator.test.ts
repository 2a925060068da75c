import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { allMesses } from '../../src/mess/index.ts';
import { shakedown } from '../e2e/cli.ts';
import { samples as all } from '../mess/samples.ts';

// Every mess kind, over many schemas, against a real component that does nothing but validate: whatever is found there
// is a false alarm.

// Where a format is a remark, nothing at all is no e-mail address: the clean request would be rejected.
// Sixty schemas are what there is time for; LAW_SAMPLES and LAW_PROFILE ask for more.
const samples = all.filter(({ what }) => what !== 'no e-mail address').slice(0, Number(process.env.LAW_SAMPLES ?? 62));

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, '.shakedown/validator');

function contractOf(mode: string): object {
  const operation = (body: unknown, i: number) => ({
    call: `POST /s/${i}`,
    accepts: { body: { $ref: `${i}.json` }, examples: [body] },
    answers: { ok: { status: 200 }, rejected: { status: 400 } },
    budget: { deadline: '5s' },
  });
  return {
    shakedown: 1,
    component: {
      name: `validator-${mode}`,
      launch: {
        command: 'node test/laws/validator.mjs',
        env: { PORT: '${port}', MODE: mode, SCHEMAS: folder, COUNT: `${samples.length}` },
        ready: 'GET /healthz',
      },
    },
    upstream: Object.fromEntries(samples.map(({ body }, i) => [`s${i}`, operation(body, i)])),
    downstream: {},
  };
}

describe('a component that only validates', () => {
  it.each(['strict', 'tolerant'])(
    'and is %s gives no finding, whatever the mess and the schema',
    async (mode) => {
      rmSync(join(folder, mode), { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      for (const [i, { schema }] of samples.entries()) writeFileSync(join(folder, `${i}.json`), JSON.stringify(schema));
      const contract = join(folder, `${mode}.contract.json`);
      const report = join(folder, `${mode}.report.json`);
      writeFileSync(contract, JSON.stringify(contractOf(mode)));
      const flags = [
        '--profile',
        process.env.LAW_PROFILE ?? 'quick',
        '--seed',
        '1',
        '--rigs',
        '2',
        '--no-shrink',
        '--out',
        join(folder, mode),
      ];
      const { code, stdout, stderr } = await shakedown([contract, ...flags, '--reporter', `json=${report}`], root);
      expect(`${stderr}${stdout.slice(0, 1000)}`).toBe('');
      const { runs } = JSON.parse(readFileSync(report, 'utf8'));
      const [{ findings, trials, verdict }] = runs;
      expect(findings).toEqual([]);
      expect({ verdict, code }).toEqual({ verdict: 'holds', code: 0 });
      const tried = new Set(trials.map(({ id }: { id: string }) => id.split('/')[2]));
      // They have no query that could be named twice, and no answer that is streamed.
      const untried = allMesses.map(({ mess }) => mess.name).filter((name) => !tried.has(name));
      expect(untried).toEqual(['repeated-query', 'leaves-mid-stream']);
      expect(new Set(trials.map(({ id }: { id: string }) => id.split('/')[0])).size).toBeGreaterThanOrEqual(60);
    },
    10 * 60_000,
  );
});
