import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { parse } from 'yaml';
import { documentOperations } from '../../src/init/document-operations.ts';
import { drafted } from '../../src/init/drafted.ts';
import { openapi } from '../../src/interop/openapi/openapi.ts';
import { loadContract } from '../../src/run/load.ts';
import { Folder } from '../contract/linted.ts';

// Written by others for other purposes, and read without an edit.
const published = join(import.meta.dirname, '../../node_modules/@readme/oas-examples');

const methods = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'];
const depending = `shakedown: 1
component: { name: a, launch: { command: node a.mjs, env: { PORT: '\${port}', API_URL: '\${api.url}' } } }
upstream: { ask: { call: POST /ask, answers: { ok: { status: 200 }, unavailable: { status: 503 } } } }
downstream: { api: { protocol: openapi, spec: DOCUMENT, on-failure: unavailable } }
`;

describe('a published OpenAPI document', () => {
  it.each([
    '3.0/yaml/petstore-expanded.yaml',
    '3.0/json/uspto.json',
    '3.0/json/polymorphism.json',
    '3.0/json/circular.json',
    '3.0/json/schema-validation.json',
    '3.1/json/schema-validation-local.json',
    '3.1/json/train-travel.json',
  ])('%s is a dependency, a proposal for the upstream, and told again', async (file) => {
    const text = readFileSync(join(published, file), 'utf8');
    const { paths } = parse(text) as { readonly paths: Readonly<Record<string, object>> };
    const count = Object.values(paths).flatMap((item) =>
      Object.keys(item).filter((key) => methods.includes(key)),
    ).length;
    expect(count).toBeGreaterThan(0);
    const name = file.split('/').at(-1)!;
    using folder = new Folder({
      'a.contract.yaml': depending.replace('DOCUMENT', name),
      [name]: text,
    });
    const { contract, problems } = loadContract(join(folder.path, 'a.contract.yaml'));
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(Object.keys(contract!.downstream.api!.operations)).toHaveLength(count);
    const out = join(folder.path, 'b.contract.yaml');
    const { operations } = documentOperations(join(folder.path, name), out, folder.path);
    const proposed = {
      name: 'b',
      launch: { command: 'node b.mjs' },
      env: { PORT: '${port}' },
      ready: 'GET /',
      operations,
      dependencies: [],
    };
    const upstream = drafted(proposed, out);
    expect(upstream.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(Object.keys(upstream.contract!.upstream)).toHaveLength(count);
    const { valid } = await new Validator().validate(
      structuredClone(openapi.export(upstream.contract!).value) as Record<string, unknown>,
    );
    expect(valid).toBe(true);
  });
});
