import fc from 'fast-check';
import type { Schema } from '../contract/contract.ts';
import { isValid } from '../contract/json-schema.ts';
import { flatten } from './flatten.ts';
import { Heights } from './height.ts';
import { list } from './list.ts';
import { merge, type Node } from './merge.ts';
import { decimal, integer } from './number.ts';
import { object } from './object.ts';
import { hash } from './seed.ts';
import { text } from './text.ts';
import { valuesOf } from './values/values-of.ts';

export { Unsatisfiable } from './unsatisfiable.ts';
export { valuesOf };

const tries = 50;

/** A valid value of plain words, the same for the same seed. Throws `Unsatisfiable` where none is found. */
export function sampleValue(schema: Schema, seed: number): unknown {
  const drawing = new Drawing(schema);
  for (let i = 0; i < tries && !drawing.exhausted; i++) {
    const drawn = attempt(drawing.value(schema), hash(seed, i));
    if (drawn && isValid(schema, drawn.value)) return drawn.value;
  }
  // What plain words do not get to takes the longer way, which also knows what to say where there is nothing.
  return fc.sample(valuesOf(schema), { seed, numRuns: 1 })[0];
}

/** Some branches and patterns cannot be drawn: another try may take other ways. */
function attempt(arbitrary: fc.Arbitrary<unknown>, seed: number): { value: unknown } | undefined {
  try {
    return { value: fc.sample(arbitrary, { seed, numRuns: 1 })[0] };
  } catch {
    return undefined;
  }
}

// At this depth values end where they may: no optional members, the shortest of several branches.
const deep = 6;
// All tries of one value together may visit this many places of a schema.
const most = 30_000;

/** Builds arbitraries of values that mostly satisfy a schema; what they cannot express (`not`) is for the caller to filter. */
class Drawing {
  readonly #root: Schema;
  readonly #heights: Heights;
  #visited = 0;

  constructor(root: Schema) {
    this.#root = root;
    this.#heights = new Heights(root);
  }

  get exhausted(): boolean {
    return this.#visited > most;
  }

  /** Built when it is first drawn: a schema that refers to itself has no end. */
  value(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
    let built: fc.Arbitrary<unknown> | undefined;
    return fc.constant(null).chain(() => {
      this.#visited++;
      if (this.exhausted) throw new Error('the schema refers to itself again and again');
      built ??= this.#node(flatten(schema, this.#root), depth);
      return built;
    });
  }

  #node(node: Node, depth: number): fc.Arbitrary<unknown> {
    if ('const' in node) return fc.constant(node.const);
    if (Array.isArray(node.enum)) return oneOf(node.enum);
    if (Array.isArray(node.examples) && node.examples.length > 0) return oneOf(node.examples);
    const branches = branchesOf(node);
    if (!branches) return this.#typed(node, depth);
    const { rest, schemas } = branches;
    const fitting = depth < deep ? schemas : this.#heights.lowest(schemas);
    if (fitting.length === 0) throw new Error('two parts of the schema contradict each other');
    return fc.oneof(
      ...fitting.map((b) => fc.constant(null).chain(() => this.#node(merge(rest, flatten(b, this.#root)), depth + 1))),
    );
  }

  #typed(node: Node, depth: number): fc.Arbitrary<unknown> {
    const types = node.type === undefined ? guessTypes(node) : ([node.type].flat() as string[]);
    const kept = types.length > 1 ? types.filter((t) => (depth < deep ? t !== 'null' : t === 'null')) : types;
    const inner = (schema: Schema) => this.value(schema, depth + 1);
    const shape = { node, inner, deep: depth >= deep };
    if (types.length === 0) throw new Error('two parts of the schema contradict each other');
    return fc.oneof(...(kept.length > 0 ? kept : types).map((type) => ofType[type]!(shape)));
  }
}

function oneOf(values: readonly unknown[]): fc.Arbitrary<unknown> {
  if (values.length === 0) throw new Error('two lists of allowed values have nothing in common');
  return fc.constantFrom(...values);
}

/** The alternatives that a node offers, and what holds for all of them. */
function branchesOf(node: Node): { rest: Node; schemas: readonly Schema[] } | undefined {
  for (const key of ['oneOf', 'anyOf'] as const) {
    const { [key]: schemas, ...rest } = node;
    if (schemas) return { rest, schemas };
  }
  const { if: condition, then = true, else: otherwise = true, ...unconditional } = node;
  if (condition !== undefined) return { rest: unconditional, schemas: [{ allOf: [condition, then] }, otherwise] };
  const { dependentSchemas = {}, ...rest } = node;
  const demanded = Object.entries(dependentSchemas).filter(([key]) => node.required?.includes(key));
  return demanded.length > 0 ? { rest, schemas: [{ allOf: demanded.map(([, schema]) => schema) }] } : undefined;
}

const anything = ['string', 'integer', 'boolean', 'array', 'object', 'null'];
const hints: Readonly<Record<string, readonly string[]>> = {
  object: [
    'properties',
    'required',
    'additionalProperties',
    'patternProperties',
    'propertyNames',
    'minProperties',
    'maxProperties',
    'dependentRequired',
  ],
  array: ['items', 'prefixItems', 'contains', 'minItems', 'maxItems', 'uniqueItems'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  string: ['pattern', 'format', 'minLength', 'maxLength'],
};

function guessTypes(node: Node): readonly string[] {
  const hinted = Object.keys(hints).find((type) => hints[type]!.some((keyword) => keyword in node));
  if (hinted) return [hinted];
  return 'not' in node ? anything : ['string'];
}

/** One place of a schema, and how to draw what stands inside of it. */
interface Shape {
  readonly node: Node;
  readonly inner: (schema: Schema) => fc.Arbitrary<unknown>;
  /** Only what must be there. */
  readonly deep: boolean;
}

const ofType: Readonly<Record<string, (shape: Shape) => fc.Arbitrary<unknown>>> = {
  null: () => fc.constant(null),
  boolean: () => fc.boolean(),
  integer: ({ node }) => integer(node),
  number: ({ node }) => (node.multipleOf === undefined ? decimal(node) : integer(node)),
  string: ({ node }) => text(node),
  array: ({ node, inner, deep }) => list(node, inner, deep),
  object: ({ node, inner, deep }) => object(node, inner, deep),
};
