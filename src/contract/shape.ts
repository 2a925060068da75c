import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { contractFormat } from './format.ts';
import { suggest } from './nearest.ts';
import { at, step, steps, withAt } from './pointer.ts';
import type { Problem } from './problem.ts';
import { show } from './show.ts';
import type { Source } from './source.ts';

type Json = Record<string, unknown>;

const ajv = new Ajv2020({ strict: false, allErrors: true, verbose: true });
addFormats.default(ajv, { mode: 'full' });
const validate = ajv.compile<Json>(contractFormat);

/** What of a file does not have the format's shape, and what is left of it without that. */
export function checkShape(source: Source): { problems: Problem[]; rest: Json | undefined } {
  const problems: Problem[] = [];
  let rest: unknown = source.value;
  // Each round removes what was reported, so that the rules after this one see all that can still be understood.
  for (let round = 0; round < 20; round++) {
    if (validate(rest)) return { problems, rest };
    const errors = tellTale(validate.errors ?? []);
    if (round === 0) problems.push(...errors.map((e) => problem(e, source)));
    for (const e of errors) rest = without(rest, e);
    if (rest === undefined) break;
  }
  return { problems, rest: undefined };
}

/** Drops the errors that only say that another error is below them. */
function tellTale(errors: readonly ErrorObject[]): ErrorObject[] {
  return errors.filter((e) => {
    if (e.keyword === 'propertyNames' || e.keyword === 'if') return false;
    return !(e.keyword === 'required' && e.schemaPath.includes('/oneOf/'));
  });
}

function culprit(e: ErrorObject): { pointer: string; of: 'key' | 'value' } {
  if (e.keyword === 'additionalProperties')
    return { pointer: step(e.instancePath, e.params.additionalProperty), of: 'key' };
  if (e.propertyName !== undefined) return { pointer: step(e.instancePath, e.propertyName), of: 'key' };
  return { pointer: e.instancePath, of: e.keyword === 'required' || e.keyword === 'oneOf' ? 'key' : 'value' };
}

function problem(e: ErrorObject, source: Source): Problem {
  const { pointer, of } = culprit(e);
  const where = pointer === '' ? 'the contract' : `\`${steps(pointer).join('.')}\``;
  return {
    file: source.file,
    ...source.place(pointer, of),
    severity: 'error',
    ...explain(e, where, at(source.value, pointer)),
  };
}

function explain(e: ErrorObject, where: string, found: unknown): Pick<Problem, 'rule' | 'message' | 'remedy'> {
  const schema = e.parentSchema as { description?: string; properties?: Json };
  const name = where.replaceAll('`', '').split('.').at(-1)!;
  if (e.keyword === 'additionalProperties') {
    const keys = Object.keys(schema.properties ?? {}).filter((k) => k !== '$schema');
    return {
      rule: 'unknown-key',
      message: `"${name}" is not a key of ${where.includes('.') ? where.replace(`.${name}\``, '`') : 'the contract'}.`,
      remedy: suggest(name, keys, 'Its keys'),
    };
  }
  if (e.keyword === 'required') {
    const key = String(e.params.missingProperty);
    const rule = (schema.properties?.[key] as { description?: string; examples?: unknown[] }) ?? {};
    return {
      rule: 'missing-key',
      message: `${where} misses "${key}": ${rule.description ?? 'a value'}.`,
      remedy: `Add \`${key}: ${example(rule)}\`.`,
    };
  }
  if (e.propertyName !== undefined)
    return {
      rule: 'shape',
      message: `"${e.propertyName}" cannot be a name here.`,
      remedy: `Write ${schema.description}.`,
    };
  if (e.keyword === 'oneOf')
    return {
      rule: 'shape',
      message: `${where} is ambiguous or empty: it is ${schema.description}.`,
      remedy: 'Keep one of them.',
    };
  return {
    rule: 'shape',
    message: `${where} is ${show(found)}; it must be ${schema.description ?? e.message}.`,
    remedy: remedyFor(e, found),
  };
}

function remedyFor(e: ErrorObject, found: unknown): string {
  const allowed = e.keyword === 'enum' ? (e.params.allowedValues as unknown[]) : undefined;
  if (allowed && typeof found === 'string') return suggest(found, allowed.map(String), 'Write one of');
  return `Write ${example(e.parentSchema as { examples?: unknown[]; description?: string })}.`;
}

function example(schema: { examples?: unknown[]; description?: string; const?: unknown; type?: unknown }): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.examples) return String(schema.examples[0]);
  return schema.description ? `<${schema.description}>` : 'another value';
}

/** The value without what an error complains about; undefined if nothing would be left. */
function without(root: unknown, e: ErrorObject): unknown {
  const { pointer } = culprit(e);
  if (pointer === '' || typeof root !== 'object' || root === null) return undefined;
  const parent = pointer.slice(0, pointer.lastIndexOf('/'));
  // What misses a required key is itself removed; a list keeps its other items.
  if (at(root, parent) === undefined) return root;
  return withAt(root, pointer, undefined);
}
