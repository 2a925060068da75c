import type { Operation, Schema } from '../contract/contract.ts';
import { violations } from '../contract/json-schema.ts';
import { step } from '../contract/pointer.ts';
import { pathPattern } from '../contract/route.ts';
import { Asked, fromText } from '../protocol/asked.ts';
import type { Deviation } from './deviation.ts';
import { examineValue } from './examine-value.ts';
import { aroundKinds, messNamed, otherParameter } from './kinds/index.ts';
import { readBody } from './read-body.ts';
import type { SeenRequest } from './request.ts';

/** How a request differs from a clean one of its operation. Pure. */
export function examine(operation: Operation, request: SeenRequest): Deviation[] {
  const { tolerates } = operation.accepts;
  return [...around(operation, request), ...parameters(operation, request), ...inBody(operation, request)].map((one) =>
    tolerates.includes(one.kind) ? { ...one, breaks: false } : one,
  );
}

function around(operation: Operation, request: SeenRequest): Deviation[] {
  return aroundKinds.flatMap(({ name: kind, pointer, find }): Deviation[] => {
    const value = find(request, operation);
    if (value === undefined) return [];
    return [{ kind, pointer, breaks: messNamed(kind)?.leeway ?? true, value: value ?? undefined }];
  });
}

function parameters({ call, accepts }: Operation, { headers = [], body, ...request }: SeenRequest): Deviation[] {
  if ([accepts.path, accepts.query, accepts.headers].every((part) => Object.keys(part).length === 0)) return [];
  const match = pathPattern(call.path).exec(request.target.replace(/\?.*$/s, ''));
  if (!match) return [];
  const names = [...call.path.matchAll(/\{([^}]+)\}/g)].map((m) => m[1]!);
  const asked = new Asked({ ...request, headers, body: body ?? Buffer.alloc(0) }, names, match);
  const wrong = (
    part: string,
    declared: Readonly<Record<string, Schema>>,
    textOf: (name: string) => string | undefined,
  ) =>
    Object.entries(declared).flatMap(([name, schema]): Deviation[] => {
      const value = fromText(textOf(name), schema);
      const [violation] = value === undefined ? [] : violations(schema, value);
      if (!violation) return [];
      const pointer = step(`/${part}`, name);
      return [{ kind: otherParameter.name, pointer, breaks: true, keyword: violation.keyword, value }];
    });
  return [
    ...wrong('path', accepts.path, (name) => asked.path(name)),
    ...wrong('query', accepts.query, (name) => asked.query(name)),
    ...wrong('headers', accepts.headers, (name) => asked.header(name.toLowerCase())),
  ];
}

function inBody({ accepts }: Operation, request: SeenRequest): readonly Deviation[] {
  if (accepts.body === undefined) return [];
  // JSON that is nested too deep for a program that walks it is one of the kinds.
  try {
    return ofBody(accepts.body, request);
  } catch (error) {
    if ((error as Error).name !== 'RangeError') throw error;
    return [{ kind: 'deep-nesting', pointer: '/body', breaks: true, value: undefined }];
  }
}

function ofBody(schema: Schema, request: SeenRequest): readonly Deviation[] {
  const { found, ...read } = readBody(request, schema);
  if (!('value' in read)) return found;
  if (read.value === null && violations(schema, null).length > 0)
    return [...found, { kind: 'null-body', pointer: '/body', breaks: true, value: null }];
  return [...found, ...examineValue(schema, read.value)];
}
