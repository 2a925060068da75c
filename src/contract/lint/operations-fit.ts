import { step } from '../pointer.ts';
import type { Complaint, Rule } from './rule.ts';

export const operationsFit: Rule = {
  name: 'operations-fit',
  summary:
    'a dependency declares operations exactly where its protocol does not bring them, and calls, paths, echoes and keys fit each other',
  *check({ contract, vocabulary }) {
    for (const { name, call, accepts } of Object.values(contract.upstream)) {
      yield* pathParameters(
        `${step('/upstream', name)}/accepts`,
        call.path,
        Object.keys(accepts.path),
        'Declare it under `accepts.path`.',
      );
    }
    for (const [name, { protocol, operations }] of Object.entries(contract.downstream)) {
      const pointer = step('/downstream', name);
      const brought = vocabulary.protocols[protocol]?.operations;
      const declared = Object.keys(operations).length > 0;
      if (brought === 'declared' && !declared)
        yield {
          pointer,
          of: 'key',
          message: `\`${name}\` declares no operations: every call to it would be undeclared.`,
          remedy: 'Add `operations:` with a `call` for each thing that the component asks it for.',
        };
      if (brought === 'built in' && declared)
        yield {
          pointer: `${pointer}/operations`,
          of: 'key',
          message: `\`protocol: ${protocol}\` brings its own operations.`,
          remedy: 'Remove `operations`, or use `protocol: http`.',
        };
      for (const operation of Object.values(operations)) {
        const at = step(`${pointer}/operations`, operation.name);
        const parameters = [...operation.call.path.matchAll(/\{([^}]+)\}/g)].map((m) => m[1]!);
        for (const [target, source] of Object.entries(operation.returns.echo)) {
          if (source.startsWith('path.') && !parameters.includes(source.slice(5)))
            yield {
              pointer: step(`${at}/returns/echo`, target),
              message: `\`${source}\` names no part of ${operation.call.path}.`,
              remedy:
                parameters.length > 0
                  ? `There are: ${parameters.map((p) => `path.${p}`).join(', ')}.`
                  : 'The path has no {parameter}.',
            };
        }
        if (operation.effect === 'once' && !operation.idempotencyKey)
          yield {
            pointer: `${at}/effect`,
            severity: 'warning',
            message: 'without an `idempotency-key`, every retry after an unclear failure may repeat the effect.',
            remedy: 'Add `idempotency-key: header idempotency-key` if the service knows one.',
          };
        if (operation.effect === 'none' && operation.idempotencyKey)
          yield {
            pointer: `${at}/idempotency-key`,
            of: 'key',
            severity: 'warning',
            message: 'the key means nothing without `effect: once`.',
            remedy: 'Add `effect: once`, or remove the key.',
          };
      }
    }
  },
};

function* pathParameters(
  pointer: string,
  path: string,
  declared: readonly string[],
  remedy: string,
): Generator<Complaint> {
  const named = [...path.matchAll(/\{([^}]+)\}/g)].map((m) => m[1]!);
  for (const name of named)
    if (!declared.includes(name))
      yield { pointer, of: 'key', message: `the path parameter {${name}} of ${path} has no schema.`, remedy };
  for (const name of declared)
    if (!named.includes(name))
      yield {
        pointer: step(`${pointer}/path`, name),
        of: 'key',
        message: `${path} has no parameter {${name}}.`,
        remedy: named.length > 0 ? `It has: ${named.join(', ')}.` : 'Write {it} into the call, or remove it here.',
      };
}
