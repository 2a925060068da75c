import type { Schema } from '../../contract/contract.ts';
import { hash } from '../../schema/seed.ts';
import type { Asked } from '../asked.ts';
import { isObject, isWhole, type Json, type Refused, type Told } from '../routes.ts';
import { relies, vectorOf } from '../store/records.ts';

interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly datatype: string;
  readonly data: readonly unknown[];
}

const wrong = (at: string, message: string): Refused => ({ refused: 400, at, message });
const datatypes = [
  ...['BOOL', 'UINT8', 'UINT16', 'UINT32', 'UINT64', 'INT8', 'INT16', 'INT32', 'INT64'],
  ...['FP16', 'FP32', 'FP64', 'BYTES'],
];

/** What a model says: the outputs of one of the contract's replies, else a number for each row of the first input. */
export function inferred(asked: Asked, replies: readonly unknown[], seed: number): Told | Refused {
  const { value: body } = asked.body;
  if (!isObject(body)) return wrong('body', 'failed to parse the request JSON buffer: Invalid value.');
  const { inputs } = body;
  if (!Array.isArray(inputs) || inputs.length === 0) return wrong('body/inputs', 'the request must have inputs');
  const refused = inputs.map(badTensor).find((one) => one !== undefined);
  if (refused) return refused;
  const outputs = asFor(body, outputsOf(replies, inputs[0] as Tensor, seed));
  if ('refused' in outputs) return outputs;
  return {
    value: {
      model_name: asked.path('model'),
      model_version: asked.path('version') ?? '1',
      ...(typeof body.id === 'string' ? { id: body.id } : {}),
      outputs,
    },
    relied: relies({ outputs: relied(outputs) }),
  };
}

function badTensor(tensor: unknown): Refused | undefined {
  const at = 'body/inputs/n';
  if (!isObject(tensor) || typeof tensor.name !== 'string') return wrong(`${at}/name`, 'an input has no name');
  const { name, shape, datatype, data } = tensor;
  if (!Array.isArray(shape) || !shape.every((n) => isWhole(n) && n >= 0))
    return wrong(`${at}/shape`, `input '${name}' has no shape`);
  if (!datatypes.includes(datatype as string))
    return wrong(`${at}/datatype`, `input '${name}' has the unknown datatype '${String(datatype)}'`);
  if (!Array.isArray(data)) return wrong(`${at}/data`, `input '${name}' has no data`);
  const elements = data.flat(Number.POSITIVE_INFINITY).length;
  return elements === sizeOf(shape)
    ? undefined
    : wrong(
        `${at}/data`,
        `unexpected number of elements for input '${name}': expected ${sizeOf(shape)}, got ${elements}`,
      );
}

export const sizeOf = (shape: readonly number[]): number => shape.reduce((size, n) => size * n, 1);

function outputsOf(replies: readonly unknown[], first: Tensor, seed: number): Tensor[] {
  const said = replies.filter((r): r is { outputs: Tensor[] } => isObject(r) && Array.isArray(r.outputs));
  if (said.length > 0) return said[Math.abs(seed) % said.length]!.outputs;
  const rows = first.shape[0] ?? 1;
  return [{ name: 'output-0', shape: [rows, 1], datatype: 'FP32', data: vectorOf(rows, hash(seed, 'output')) }];
}

/** Only the outputs that the request names, if it names any. */
function asFor({ outputs: wanted }: Json, all: readonly Tensor[]): Tensor[] | Refused {
  if (!Array.isArray(wanted) || wanted.length === 0) return [...all];
  const names = wanted.map((one) => (isObject(one) ? one.name : one));
  const unknown = names.find((name) => !all.some((output) => output.name === name));
  if (unknown !== undefined) return wrong('body/outputs/n/name', `unexpected inference output '${String(unknown)}'`);
  return all.filter(({ name }) => names.includes(name));
}

function relied(outputs: readonly Tensor[]): Schema {
  const each = outputs.map(({ name, shape, datatype, data }) =>
    relies({
      name: { const: name },
      shape: { const: shape },
      datatype: { const: datatype },
      data: { type: 'array', minItems: data.length, maxItems: data.length, items: { type: typeOf(datatype) } },
    }),
  );
  return { type: 'array', minItems: outputs.length, prefixItems: each };
}

const typeOf = (datatype: string) => (datatype === 'BOOL' ? 'boolean' : datatype === 'BYTES' ? 'string' : 'number');
