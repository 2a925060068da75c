import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { Schema } from '../../src/contract/contract.ts';
import { at, step } from '../../src/contract/pointer.ts';
import { documentOperations } from '../../src/init/document-operations.ts';
import { Components } from '../../src/interop/openapi/components.ts';
import { openapi } from '../../src/interop/openapi/openapi.ts';
import { loadContract } from '../../src/run/load.ts';
import { Folder, sound } from '../contract/linted.ts';

const root = join(import.meta.dirname, '../..');

function* refsIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === '$ref' && typeof inner === 'string') yield inner;
    else yield* refsIn(inner);
  }
}

async function flawsOf(document: unknown): Promise<unknown> {
  const { valid, errors } = await new Validator().validate(structuredClone(document) as Record<string, unknown>);
  return valid ? undefined : errors;
}

describe('the OpenAPI document of a contract', () => {
  it.each(['triage', 'answerer', 'extractor'])('of %s is one as the published schema wants it', async (name) => {
    const { contract } = loadContract(join(root, `contracts/${name}.contract.yaml`));
    const { value } = openapi.export(contract!);
    expect(await flawsOf(value)).toBeUndefined();
    expect([...refsIn(value)].filter((ref) => at(value, ref.slice(1)) === undefined)).toEqual([]);
    const operations = Object.values(contract!.upstream);
    for (const { call, answers, accepts } of operations) {
      const told = at(value, step(step('/paths', call.path), call.method.toLowerCase()));
      expect(
        Object.keys(at(told, '/responses') as object)
          .map(Number)
          .sort(),
      ).toEqual([...new Set(Object.values(answers).flatMap(({ status }) => status))].sort());
      if (accepts.body)
        expect(at(told, '/requestBody/content/application~1json/schema/required')).toEqual(
          at(accepts.body, '/required'),
        );
    }
  });

  it('is read again as the operation that it was', () => {
    using folder = new Folder({ 'a.contract.yaml': sound });
    const { contract } = loadContract(join(folder.path, 'a.contract.yaml'), new Date('2026-06-01'));
    const { value, lost } = openapi.export(contract!);
    writeFileSync(join(folder.path, 'openapi.json'), JSON.stringify(value));
    const { operations, problems } = documentOperations(
      join(folder.path, 'openapi.json'),
      join(folder.path, 'b.yaml'),
      folder.path,
    );
    expect(problems).toEqual([]);
    expect(operations.map(({ name, call, answers }) => ({ name, call, answers: Object.keys(answers) }))).toEqual([
      { name: 'classify', call: 'POST /v1/triage/{id}', answers: ['ok', 'rejected', 'unavailable'] },
    ]);
    expect(lost).toEqual(['OpenAPI has no words for its budget of `classify`.']);
  });

  it('has each definition once, and two of one name under two', () => {
    const components = new Components();
    const of = ($defs: Record<string, Schema>) =>
      components.add({ type: 'object', properties: { a: { $ref: '#/$defs/Hit' } }, $defs });
    const one = of({ Hit: { type: 'string' } });
    const same = of({ Hit: { type: 'string' } });
    const other = of({ Hit: { type: 'array', items: { $ref: '#/$defs/Hit' } } });
    expect(same).toEqual(one);
    expect([one, other].map((schema) => at(schema, '/properties/a/$ref'))).toEqual([
      '#/components/schemas/Hit',
      '#/components/schemas/Hit-2',
    ]);
    expect(components.schemas['Hit-2']).toEqual({ type: 'array', items: { $ref: '#/components/schemas/Hit-2' } });
    expect(components.add({ type: 'array', items: { $ref: '#' } })).toEqual({ $ref: '#/components/schemas/itself' });
  });
});
