import type { Dependency, DependencyOperation } from '../contract.ts';
import { step } from '../pointer.ts';
import { type Complaint, type Draft, declaredOperations, type Rule, writtenNames } from './rule.ts';

export const operationsFit: Rule = {
  name: 'operations-fit',
  summary:
    'a dependency declares operations exactly where its protocol does not bring them, and calls, paths, echoes and keys fit each other',
  *check(draft) {
    for (const { name, call } of Object.values(draft.contract.upstream)) {
      const pointer = step('/upstream', name);
      if (!draft.reported(`${pointer}/call`)) yield* parameters(draft, call.path, pointer, 'accepts');
    }
    for (const dependency of Object.values(draft.contract.downstream)) {
      yield* broughtOrDeclared(draft, dependency);
      for (const tool of Object.values(dependency.tools ?? {}))
        yield* keyed(draft, tool, step(`${step('/downstream', dependency.name)}/tools`, tool.name));
      for (const operation of declaredOperations(dependency)) {
        const pointer = step(`${step('/downstream', dependency.name)}/operations`, operation.name);
        if (!draft.reported(`${pointer}/call`)) yield* withinCall(draft, operation, pointer);
        yield* keyed(draft, operation, pointer);
      }
    }
  },
};

const parametersOf = (path: string): string[] => [...path.matchAll(/\{([^}]+)\}/g)].map((m) => m[1]!);

/** The parameters of a path and their schemas; those of an upstream operation must have one. */
function* parameters(draft: Draft, path: string, pointer: string, part: 'accepts' | 'expects'): Generator<Complaint> {
  const named = parametersOf(path);
  const declared = writtenNames(draft, `${pointer}/${part}/path`);
  const bare = draft.lost(`${pointer}/${part}/path`) ? [] : named.filter((name) => !declared.includes(name));
  for (const name of declared.filter((n) => !named.includes(n))) {
    // What has no schema, and what is none, are probably one.
    const meant = bare.shift();
    yield {
      pointer: step(`${pointer}/${part}/path`, name),
      of: 'key',
      message: `The path ${path} has no parameter {${name}}.`,
      remedy: meant ? `Did you mean {${meant}}?` : `Write {${name}} into the call, or remove this schema.`,
    };
  }
  for (const name of part === 'accepts' ? bare : [])
    yield {
      pointer: `${pointer}/call`,
      message: `The path parameter {${name}} has no schema.`,
      remedy: `Add \`path: { ${name}: { type: string } }\` to \`accepts\`.`,
    };
}

function* broughtOrDeclared(draft: Draft, { name, protocol }: Dependency): Generator<Complaint> {
  const pointer = step('/downstream', name);
  const { protocols } = draft.vocabulary;
  const brought = Object.hasOwn(protocols, protocol) ? protocols[protocol]!.operations : undefined;
  const declared = writtenNames(draft, `${pointer}/operations`).length > 0;
  // Of an OpenAPI document that could not be read something else was said.
  if (brought === 'declared' && protocol !== 'openapi' && !declared && !draft.lost(`${pointer}/operations`))
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
}

function* withinCall(draft: Draft, { call, returns }: DependencyOperation, pointer: string): Generator<Complaint> {
  const names = parametersOf(call.path);
  yield* parameters(draft, call.path, pointer, 'expects');
  for (const [target, source] of Object.entries(returns.echo)) {
    if (source.startsWith('path.') && !names.includes(source.slice(5)))
      yield {
        pointer: step(`${pointer}/returns/echo`, target),
        message: `\`${source}\` names no part of ${call.path}.`,
        remedy:
          names.length > 0 ? `There are: ${names.map((p) => `path.${p}`).join(', ')}.` : 'The path has no {parameter}.',
      };
  }
}

function* keyed(
  draft: Draft,
  { effect, idempotencyKey }: Pick<DependencyOperation, 'effect' | 'idempotencyKey'>,
  pointer: string,
): Generator<Complaint> {
  if (draft.reported(`${pointer}/effect`) || draft.reported(`${pointer}/idempotency-key`)) return;
  if (effect === 'once' && !idempotencyKey)
    yield {
      pointer: `${pointer}/effect`,
      severity: 'warning',
      message: 'Without an `idempotency-key`, every retry after an unclear failure may repeat the effect.',
      remedy: 'Add `idempotency-key: header idempotency-key`, if the service knows one.',
    };
  if (effect === 'none' && idempotencyKey)
    yield {
      pointer: `${pointer}/idempotency-key`,
      of: 'key',
      severity: 'warning',
      message: 'The key means nothing without `effect: once`.',
      remedy: 'Add `effect: once`, or remove the key.',
    };
}
