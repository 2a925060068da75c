import type { Schema } from '../../contract/contract.ts';
import { isValid } from '../../contract/json-schema.ts';
import { step } from '../../contract/pointer.ts';
import { flattenFor } from '../../schema/flatten.ts';
import type { Node } from '../../schema/merge.ts';
import { sampleValue } from '../../schema/sample-value.ts';
import { standalone } from '../../schema/standalone.ts';
import type { Matcher, MatchingRule, PathStep } from './pact.ts';
import { patternsOf } from './text-forms.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An example with the rules by which a pact compares it. */
export interface Told {
  readonly example: unknown;
  readonly rules: readonly MatchingRule[];
  /** Place in the value → the keywords that Pact has no words for. */
  readonly lost: ReadonlyMap<string, ReadonlySet<string>>;
}

export interface TellingOptions {
  /** Only what has to be there is asked for: of a reply. */
  readonly trimmed: boolean;
  /** JSON Pointer → a value that has to be just that. */
  readonly constants?: Readonly<Record<string, unknown>>;
}

/** What a schema says of a value such as the example, in matching rules. */
export function rulesOf(schema: Schema, example: unknown, options: TellingOptions): Told {
  const telling = new Telling(schema, options);
  const told = telling.of(schema, example, [], '');
  return { example: told, rules: telling.rules, lost: telling.lost };
}

const seed = 1;
/** Keywords that Pact has no words for, wherever they stand. */
const unspeakable = [
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'uniqueItems',
  'contains',
  'minProperties',
  'maxProperties',
  'propertyNames',
  'patternProperties',
  'not',
  'prefixItems',
  'dependentRequired',
];

class Telling {
  readonly rules: MatchingRule[] = [];
  readonly lost = new Map<string, Set<string>>();
  readonly #root: Schema;
  readonly #options: TellingOptions;

  constructor(root: Schema, options: TellingOptions) {
    this.#root = root;
    this.#options = options;
  }

  /** Tells of one place; gives the example as it stands in the pact. */
  of(schema: Schema, example: unknown, path: readonly PathStep[], pointer: string): unknown {
    const constant = this.#options.constants?.[pointer];
    if (constant !== undefined) {
      this.#rule(path, { match: 'equality' });
      return constant;
    }
    const node = flattenFor(schema, this.#root, example);
    for (const keyword of this.#unspeakable(schema, node)) this.#lose(pointer, keyword);
    if ('const' in node) {
      this.#rule(path, { match: 'equality' });
      return example;
    }
    if (Array.isArray(example)) return this.#list(node, example, path, pointer);
    if (isObject(example)) return this.#object(node, example, path, pointer);
    this.#rule(path, ...this.#ofScalar(node, example, pointer));
    return example;
  }

  #unspeakable(schema: Schema, node: Node): string[] {
    const branches = ['anyOf', 'oneOf', 'if'].filter((keyword) => isObject(schema) && keyword in schema);
    const several = Array.isArray(node.type) && node.type.length > 1 ? [`type: ${node.type.join(' or ')}`] : [];
    return [...unspeakable.filter((keyword) => keyword in node), ...branches, ...several];
  }

  #ofScalar(node: Node, example: unknown, pointer: string): Matcher[] {
    if (typeof example === 'string') {
      const { patterns, lost } = patternsOf(node);
      for (const keyword of lost) this.#lose(pointer, keyword);
      return patterns.length > 0 ? patterns.map((regex) => ({ match: 'regex', regex })) : [{ match: 'type' }];
    }
    if (node.enum) this.#lose(pointer, 'enum');
    const types = [node.type].flat();
    if (typeof example === 'number') return [{ match: types.includes('integer') ? 'integer' : 'number' }];
    if (example === null) return [{ match: 'null' }];
    return [{ match: typeof example === 'boolean' ? 'boolean' : 'type' }];
  }

  #list(node: Node, example: readonly unknown[], path: readonly PathStep[], pointer: string): unknown {
    const { minItems, maxItems, items = true } = node as { minItems?: number; maxItems?: number; items?: Schema };
    this.#rule(path, {
      match: 'type',
      ...(minItems === undefined ? {} : { min: minItems }),
      ...(maxItems === undefined ? {} : { max: maxItems }),
    });
    // All items are compared with the first: of an empty list, nothing could be said of them.
    const [first] = example.length > 0 ? example : this.#invented(items, maxItems);
    if (first === undefined) return example;
    const told = this.of(items, first, [...path, '*'], `${pointer}/*`);
    const enough = Math.max(1, minItems ?? 0, this.#options.trimmed ? 0 : example.length);
    return Array.from({ length: enough }, (_, i) => (i === 0 || this.#options.trimmed ? told : (example[i] ?? told)));
  }

  #invented(items: Schema, maxItems: number | undefined): unknown[] {
    if (maxItems === 0 || items === true) return [];
    return [sampleValue(standalone(items, this.#root), seed)];
  }

  #object(node: Node, example: Json, path: readonly PathStep[], pointer: string): Json {
    const { properties = {}, required = [], additionalProperties } = node;
    const names = Object.keys(example);
    if (Object.keys(properties).length === 0 && isObject(additionalProperties) && names.length > 0)
      return this.#map(additionalProperties, example, path, pointer);
    if (additionalProperties === false && this.#options.trimmed) this.#lose(pointer, 'additionalProperties');
    const optional = Object.keys(properties).filter((name) => !required.includes(name));
    for (const name of optional) this.#lose(step(pointer, name), 'optional');
    const kept = names.filter((name) => !this.#options.trimmed || !optional.includes(name));
    const known = kept.filter((name) => !this.#options.trimmed || name in properties || required.includes(name));
    if (known.length === 0) this.#rule(path, { match: 'type' });
    const entries = known.map((name) => {
      const of = properties[name] ?? additionalProperties ?? true;
      return [name, this.of(of === false ? true : of, example[name], [...path, name], step(pointer, name))];
    });
    return Object.fromEntries(entries);
  }

  /** Members whose names are data: all are as the first. */
  #map(values: Schema, example: Json, path: readonly PathStep[], pointer: string): Json {
    const [name, value] = Object.entries(example)[0]!;
    this.#rule(path, { match: 'values' });
    return { [name]: this.of(values, value, [...path, '*'], `${pointer}/*`) };
  }

  #rule(path: readonly PathStep[], ...matchers: Matcher[]): void {
    this.rules.push({ path, combine: 'AND', matchers });
  }

  #lose(pointer: string, keyword: string): void {
    const at = pointer === '' ? 'the whole' : pointer;
    this.lost.set(at, (this.lost.get(at) ?? new Set()).add(keyword));
  }
}

/** A value of the schema that has these constants; undefined where none is found. */
export function inventedBody(schema: Schema, withConstants: (value: unknown) => unknown): unknown {
  const value = withConstants(sampleValue(schema, seed));
  return isValid(schema, value) ? value : undefined;
}
