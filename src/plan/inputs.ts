import type { Input, Operation, Schema } from '../contract/contract.ts';
import { sampleValue } from '../schema/sample-value.ts';
import { hash } from '../schema/seed.ts';

/** The clean requests that an operation is tried with: its examples, else values that its schemas allow. */
export function inputsOf(operation: Operation, count: number, seed: number): Input[] {
  const { accepts } = operation;
  if (accepts.examples.length > 0) return [...accepts.examples];
  const invented = (i: number): Input => {
    const draw = (part: string, schema: Schema) => sampleValue(schema, hash(seed, operation.name, part, i));
    const parts = (part: 'path' | 'query' | 'headers') => {
      const drawn = Object.fromEntries(
        Object.entries(accepts[part]).map(([name, schema]) => [name, draw(`${part}.${name}`, schema)]),
      );
      return Object.keys(drawn).length > 0 ? { [part]: drawn } : {};
    };
    return {
      ...parts('path'),
      ...parts('query'),
      ...parts('headers'),
      ...(accepts.body === undefined ? {} : { body: draw('body', accepts.body) }),
    };
  };
  return Array.from({ length: count }, (_, i) => invented(i));
}
