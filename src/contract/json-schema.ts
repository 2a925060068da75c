import { Ajv2020, type AnySchema, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Schema } from './contract.ts';
import { step } from './pointer.ts';

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
      multipleOfPrecision: 9,
    });
    addFormats.default(shared, { mode: 'full' });
  }
  return shared;
}

const compiled = new WeakMap<object, ValidateFunction>();

function compile(schema: Schema): ValidateFunction {
  if (typeof schema === 'boolean') return ajv().compile(schema);
  let validate = compiled.get(schema);
  if (!validate) {
    validate = ajv().compile(schema as AnySchema);
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
  }));
}

export function isValid(schema: Schema, value: unknown): boolean {
  return compile(schema)(value) as boolean;
}

function member(pointer: string, params: Record<string, unknown>): string {
  const name = params.missingProperty ?? params.additionalProperty;
  return name === undefined ? pointer : step(pointer, String(name));
}

function describe(keyword: string, message: string | undefined, params: Record<string, unknown>): string {
  if (keyword === 'required') return `misses ${JSON.stringify(params.missingProperty)}`;
  if (keyword === 'additionalProperties') return `has the unknown ${JSON.stringify(params.additionalProperty)}`;
  if (keyword === 'enum')
    return `must be one of ${(params.allowedValues as unknown[]).map((v) => JSON.stringify(v)).join(', ')}`;
  if (keyword === 'const') return `must be ${JSON.stringify(params.allowedValue)}`;
  return message ?? keyword;
}

/** What makes a schema itself invalid: pointers into the schema. None means that it can be used. */
export function schemaViolations(schema: Schema): Violation[] {
  const metaSchema = ajv().getSchema('https://json-schema.org/draft/2020-12/schema') as ValidateFunction;
  if (!metaSchema(schema)) {
    return deepest(metaSchema.errors ?? []).map((e) => ({
      pointer: e.instancePath,
      at: e.instancePath,
      keyword: e.keyword,
      message: describe(e.keyword, e.message, e.params),
    }));
  }
  try {
    compile(schema);
    return [];
  } catch (error) {
    return [
      { pointer: '', at: '', keyword: 'schema', message: error instanceof Error ? error.message : String(error) },
    ];
  }
}

/** The meta-schema's vocabularies report one mistake many times; the deepest places are what the author wrote. */
function deepest(errors: readonly ErrorObject[]): ErrorObject[] {
  const places = [...new Set(errors.map((e) => e.instancePath))];
  const leaves = places.filter((p) => !places.some((other) => other.startsWith(`${p}/`)));
  return leaves.map(
    (p) =>
      errors.find((e) => e.instancePath === p && e.keyword !== 'anyOf') ?? errors.find((e) => e.instancePath === p)!,
  );
}
