import { Ajv2020, type AnySchema, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Schema } from './contract.ts';
import { type Flaw, flawsOf } from './form.ts';
import { comparingKeywords } from './json-equal.ts';
import { step } from './pointer.ts';
import { schemaForm } from './schema-form.ts';

/** One way in which a value breaks a schema. */
export interface Violation {
  /** JSON Pointer to the value that breaks it. */
  readonly pointer: string;
  /** As `pointer`; where a member is missing or too much, the pointer to that member. */
  readonly at: string;
  /** The keyword that it breaks. */
  readonly keyword: string;
  /** `must be string`, `misses "label"`: without the pointer. */
  readonly message: string;
  /** What the keyword says, as Ajv names it: `type`, `allowedValues`, `limit`, `format`. */
  readonly params: Readonly<Record<string, unknown>>;
}

let shared: Ajv2020 | undefined;

function ajv(): Ajv2020 {
  if (!shared) {
    // Schemas stand alone when they get here, so that none is kept under its `$id`.
    shared = new Ajv2020({
      strict: false,
      allErrors: true,
      logger: false,
      addUsedSchema: false,
      // It is done once for each schema, with places, before any is used: see `schemaViolations`.
      validateSchema: false,
      // Making the code smaller takes longer than it ever saves here.
      code: { optimize: false },
      multipleOfPrecision: 9,
      // Else every object seems to have a member `constructor`.
      ownProperties: true,
    });
    addFormats.default(shared, { mode: 'full' });
    for (const definition of comparingKeywords)
      shared.removeKeyword(definition.keyword as string).addKeyword(definition);
  }
  return shared;
}

const compiled = new WeakMap<object, ValidateFunction>();

function compile(schema: Schema): ValidateFunction {
  if (typeof schema === 'boolean') return ajv().compile(schema);
  let validate = compiled.get(schema);
  if (!validate) {
    // What has no name cannot be referred to as a whole: `$ref: "#"`.
    validate = ajv().compile({ $id: 'schema:itself', ...schema } as AnySchema);
    compiled.set(schema, validate);
  }
  return validate;
}

/** All violations of a schema by a value; none means that it is valid. */
export function violations(schema: Schema, value: unknown): Violation[] {
  const validate = compile(schema);
  if (validate(value)) return [];
  return (validate.errors ?? []).map(({ instancePath, keyword, message, params }) => ({
    pointer: instancePath,
    at: member(instancePath, params),
    keyword,
    message: describe(keyword, message, params),
    params,
  }));
}

export function isValid(schema: Schema, value: unknown): boolean {
  return compile(schema)(value) as boolean;
}

function member(pointer: string, params: Record<string, unknown>): string {
  const name = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
  return name === undefined ? pointer : step(pointer, String(name));
}

function describe(keyword: string, message: string | undefined, params: Record<string, unknown>): string {
  if (keyword === 'required') return `misses ${JSON.stringify(params.missingProperty)}`;
  if (keyword === 'additionalProperties') return `has the unknown ${JSON.stringify(params.additionalProperty)}`;
  if (keyword === 'enum')
    return `must be one of ${(params.allowedValues as unknown[]).map((v) => JSON.stringify(v)).join(', ')}`;
  if (keyword === 'type') return `must be ${[params.type].flat().join(' or ')}`;
  if (keyword === 'const') return `must be ${JSON.stringify(params.allowedValue)}`;
  return message ?? keyword;
}

/** What makes a schema itself invalid: pointers into the schema. None means that it can be used. */
export function schemaViolations(schema: Schema): Violation[] {
  const flaws = [...schemaFlaws(schema)];
  if (flaws.length > 0)
    return flaws.map(({ pointer, form }) => ({
      pointer,
      at: pointer,
      keyword: 'schema',
      message: `must be ${form.title}`,
      params: {},
    }));
  const unusable = whyUnusable(schema);
  return unusable === undefined ? [] : [{ pointer: '', at: '', keyword: 'schema', message: unusable, params: {} }];
}

/** What in a schema is not as JSON Schema 2020-12 wants it. */
export function schemaFlaws(schema: Schema): Iterable<Flaw> {
  return flawsOf(schemaForm, schema);
}

/** Why a schema without flaws still cannot be used; undefined if it can. */
export function whyUnusable(schema: Schema): string | undefined {
  try {
    compile(schema);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
