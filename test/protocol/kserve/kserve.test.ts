import { describe, expect, it } from '@jest/globals';
import { asked, named } from '../opened.ts';

// There is no client of this protocol in wide use on Node: components send the requests themselves.

const input = { name: 'features', shape: [2, 3], datatype: 'FP32', data: [1, 2, 3, 4, 5, 6] };
const label = { name: 'label', shape: [2], datatype: 'BYTES', data: ['fraud', 'fine'] };
const score = { name: 'score', shape: [2], datatype: 'FP32', data: [0.9, 0.1] };

const infer = (body: unknown, options: Parameters<typeof asked>[1] = {}) =>
  asked('kserve', options, async ({ url }) => {
    const response = await fetch(`${url}/v2/models/risk/infer`, { method: 'POST', body: JSON.stringify(body) });
    return { status: response.status, body: (await response.json()) as { outputs: { data: unknown[] }[] } };
  });

describe('a simulated server of the Open Inference Protocol', () => {
  it('answers with a number for each row, where the contract has no replies', async () => {
    const { got, calls } = await infer({ id: 'r-1', inputs: [input] });
    expect(got).toMatchObject({
      status: 200,
      body: { model_name: 'risk', id: 'r-1', outputs: [{ shape: [2, 1], datatype: 'FP32' }] },
    });
    expect(named(calls)).toEqual(['infer']);
  });

  it('answers with the outputs of the contract that are asked for', async () => {
    const { got } = await infer(
      { inputs: [input], outputs: [{ name: 'label' }] },
      { replies: [{ outputs: [score, label] }] },
    );
    expect(got).toMatchObject({ body: { outputs: [label] } });
  });

  it('tells of its health and of its models', async () => {
    const paths = ['/v2', '/v2/health/live', '/v2/health/ready', '/v2/models/risk', '/v2/models/risk/versions/1/ready'];
    const { got, calls } = await asked('kserve', {}, async ({ url }) =>
      Promise.all(paths.map(async (path) => (await fetch(`${url}${path}`)).status)),
    );
    expect(got).toEqual([200, 200, 200, 200, 200]);
    expect(named(calls).sort()).toEqual(['live', 'model', 'model-ready', 'ready', 'server']);
  });

  it.each([
    ['no inputs', { inputs: [] }, 'must have inputs'],
    ['fewer values than the shape says', { inputs: [{ ...input, data: [1] }] }, 'expected 6, got 1'],
    ['an unknown datatype', { inputs: [{ ...input, datatype: 'FLOAT' }] }, 'unknown datatype'],
    ['an output that there is not', { inputs: [input], outputs: [{ name: 'x' }] }, "unexpected inference output 'x'"],
  ])('refuses %s', async (_, body, text) => {
    const { got, calls } = await infer(body);
    expect(got).toMatchObject({ status: 400, body: { error: expect.stringContaining(text) } });
    expect(calls[0]!.flaws).toHaveLength(1);
  });

  it('has faults of its own', async () => {
    const struck = async (fault: string) =>
      (await infer({ inputs: [input] }, { struck: { operation: 'infer', fault } })).got;
    expect(await struck('wrong-shape')).toMatchObject({
      status: 200,
      body: { outputs: [{ shape: [2, 1], data: [expect.any(Number)] }] },
    });
    expect(await struck('model-not-ready')).toMatchObject({
      status: 503,
      body: { error: expect.stringContaining('not ready') },
    });
  });
});
