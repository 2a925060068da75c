import type { Operation, Schema } from '../contract.ts';
import { type Violation, violations } from '../json-schema.ts';
import { isWithin } from '../mended.ts';
import { step, steps } from '../pointer.ts';
import { type Complaint, type Draft, declaredOperations, type Rule } from './rule.ts';

export const exampleValid: Rule = {
  name: 'example-valid',
  summary: 'an example satisfies the schema that it is an example of',
  *check(draft) {
    for (const operation of Object.values(draft.contract.upstream)) yield* inputs(draft, operation);
    for (const dependency of Object.values(draft.contract.downstream)) {
      for (const { name, output, text, examples } of Object.values(dependency.tools ?? {})) {
        const pointer = step(`${step('/downstream', dependency.name)}/tools`, name);
        const schema = output ?? text;
        if (schema === undefined || draft.reported(`${pointer}/${output === undefined ? 'text' : 'output'}`)) continue;
        for (const [i, value] of examples.entries())
          yield* example(draft, `${pointer}/examples/${i}`, '', value, schema);
      }
      for (const { name, returns } of declaredOperations(dependency)) {
        const pointer = `${step(`${step('/downstream', dependency.name)}/operations`, name)}/returns`;
        if (returns.body === undefined || draft.reported(`${pointer}/body`)) continue;
        for (const [i, value] of returns.examples.entries())
          yield* example(draft, `${pointer}/examples/${i}`, '', value, returns.body);
      }
      for (const [name, { payload, examples }] of Object.entries(dependency.collections)) {
        const pointer = step(`${step('/downstream', dependency.name)}/collections`, name);
        if (payload === undefined || draft.reported(`${pointer}/payload`)) continue;
        for (const [i, value] of examples.entries())
          yield* example(draft, `${pointer}/examples/${i}`, '', value, payload);
      }
    }
  },
};

const parts = ['path', 'query', 'headers'] as const;

function* inputs(draft: Draft, { name, call, accepts }: Operation): Generator<Complaint> {
  const pointer = `${step('/upstream', name)}/accepts`;
  const parameters = call.path.includes('{') ? (['path'] as const) : [];
  const declared = [...new Set([...parameters, ...parts.filter((part) => Object.keys(accepts[part]).length > 0)])];
  // The form of the examples depends on what is declared, so nothing is known of it where that is wrong.
  if (declared.length === 0 && parts.some((part) => draft.reported(`${pointer}/${part}`))) return;
  for (const [i, input] of accepts.examples.entries()) {
    const place = `${pointer}/examples/${i}`;
    if (declared.length > 0 && !isInput(input)) {
      yield {
        pointer: place,
        message: `The example is not a whole request: its operation has ${declared.join(', ')}, too.`,
        remedy: 'Write `{ path, query, headers, body }`, as far as they are declared.',
      };
      continue;
    }
    if (accepts.body !== undefined && !draft.reported(`${pointer}/body`))
      yield* example(draft, place, declared.length > 0 ? '/body' : '', input.body, accepts.body);
    for (const part of declared) {
      const unsure =
        draft.reported(`${pointer}/${part}`) || (part === 'path' && draft.reported(`${step('/upstream', name)}/call`));
      if (!unsure) yield* example(draft, place, `/${part}`, input[part] ?? {}, whole(accepts[part], part === 'path'));
    }
  }
}

const isInput = (input: unknown): boolean =>
  typeof input === 'object' &&
  input !== null &&
  Object.keys(input).every((key) => [...parts, 'body'].includes(key as 'body'));

const whole = (properties: Readonly<Record<string, Schema>>, all: boolean): Schema => ({
  type: 'object',
  properties,
  additionalProperties: false,
  ...(all ? { required: Object.keys(properties) } : {}),
});

function* example(draft: Draft, pointer: string, at: string, value: unknown, schema: Schema): Generator<Complaint> {
  if (value === undefined || draft.reported(pointer)) return;
  for (const v of telling(violations(schema, value))) {
    const where = steps(at + v.pointer).join('.');
    yield {
      pointer,
      inside: at + v.at,
      of: v.keyword === 'additionalProperties' ? 'key' : 'value',
      message: `The example does not satisfy its own schema: ${where ? `\`${where}\`` : 'it'} ${v.message}.`,
      remedy: 'Correct the example, or the schema.',
    };
  }
}

/** Of a value that fits none of several schemas, all that keeps it from fitting each of them is not worth telling. */
function telling(all: readonly Violation[]): Violation[] {
  const choices = all.filter((v) => v.keyword === 'anyOf' || v.keyword === 'oneOf');
  return all.filter(
    (v) => v.keyword !== 'if' && (choices.includes(v) || !choices.some((c) => isWithin(v.pointer, c.pointer))),
  );
}
