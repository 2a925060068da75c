import type { Delivery, Operation, Schema } from '../contract.ts';
import { suggest } from '../nearest.ts';
import { at, step, steps } from '../pointer.ts';
import { type Complaint, type Draft, type Rule, writtenNames } from './rule.ts';

export const deliversFit: Rule = {
  name: 'delivers-fit',
  summary:
    'what `delivers` names is an operation with an effect, named once, and its key is a text or number of the body',
  *check(draft) {
    for (const operation of Object.values(draft.contract.upstream)) {
      const pointer = `${step('/upstream', operation.name)}/delivers`;
      const seen = new Set<string>();
      for (const [i, delivery] of (operation.delivers ?? []).entries()) {
        const place = `${pointer}/${i}`;
        const effect = `${delivery.dependency}.${delivery.operation}`;
        if (!draft.reported(`${place}/effect`)) {
          yield* known(draft, delivery, `${place}/effect`);
          if (seen.has(effect)) yield twice(effect, `${place}/effect`);
          seen.add(effect);
        }
        if (!draft.reported(`${place}/key`)) yield* telling(draft, operation, delivery.key, `${place}/key`);
      }
    }
  },
};

const twice = (effect: string, pointer: string): Complaint => ({
  pointer,
  message: `${effect} is delivered twice.`,
  remedy: 'Keep one of them.',
});

function* known(draft: Draft, { dependency, operation }: Delivery, pointer: string): Generator<Complaint> {
  if (draft.lost('/downstream')) return;
  const operations = (name: string) => `${step('/downstream', name)}/operations`;
  const effect = `${dependency}.${operation}`;
  if (draft.lost(operations(dependency)) || draft.lost(step(operations(dependency), operation))) return;
  const names = writtenNames(draft, '/downstream');
  const brought = (name: string) => draft.contract.downstream[name]?.effects ?? [];
  const all = names.flatMap((name) =>
    [...new Set([...writtenNames(draft, operations(name)), ...brought(name)])].map((one) => `${name}.${one}`),
  );
  if (!all.includes(effect)) {
    yield { pointer, message: `There is no operation ${effect}.`, remedy: suggest(effect, all, 'There are') };
    return;
  }
  const declared = step(operations(dependency), operation);
  if (draft.reported(`${declared}/effect`)) return;
  if (draft.contract.downstream[dependency]?.operations[operation]?.effect === 'none')
    yield {
      pointer,
      message: `${effect} has no effect.`,
      remedy: 'Write `effect: once` at the operation, or name the one that changes something.',
    };
}

/** What cannot be known of the body is passed over. */
function* telling(draft: Draft, { name, accepts }: Operation, key: string, pointer: string): Generator<Complaint> {
  const body = `${step('/upstream', name)}/accepts/body`;
  if (draft.reported(body) || draft.lost(body)) return;
  if (accepts.body === undefined) {
    yield {
      pointer,
      message: `\`${name}\` accepts no body: there is nothing at ${key}.`,
      remedy: 'Declare `accepts.body`, with what tells one request from another.',
    };
    return;
  }
  const found = valueSchema(accepts.body, key);
  if (found === 'none')
    yield { pointer, message: `The body has nothing at ${key}.`, remedy: 'Name a text or a whole number in it.' };
  else if (found !== undefined && !tells(found))
    yield {
      pointer,
      message: `What stands at ${key} does not tell one request from another.`,
      remedy: 'Name a text or a whole number that each request has for itself, such as the id of a message.',
    };
}

type Json = { readonly [keyword: string]: unknown };

/** The schema of the value at a pointer; `none` where there is no such value, undefined where that cannot be told simply. */
function valueSchema(root: Schema, pointer: string): Json | 'none' | undefined {
  let schema: unknown = root;
  for (const key of steps(pointer)) {
    schema = resolved(root, schema);
    if (typeof schema !== 'object' || schema === null) return undefined;
    const { properties, additionalProperties, items } = schema as Json;
    const next = at(properties, step('', key));
    if (next === undefined && additionalProperties === false && items === undefined) return 'none';
    schema = next;
  }
  const found = resolved(root, schema);
  return typeof found === 'object' && found !== null ? (found as Json) : undefined;
}

function resolved(root: Schema, schema: unknown): unknown {
  const { $ref: ref } = (typeof schema === 'object' && schema !== null ? schema : {}) as Json;
  return typeof ref === 'string' && ref.startsWith('#') ? at(root, decodeURIComponent(ref.slice(1))) : schema;
}

function tells({ type, const: fixed, enum: few }: Json): boolean {
  if (fixed !== undefined || few !== undefined) return false;
  return type === undefined || [type].flat().some((one) => one === 'string' || one === 'integer');
}
