import type { Schema } from '../../contract/contract.ts';
import { isValid } from '../../contract/json-schema.ts';
import { matcherSchemas, typeOf } from './matcher-schema.ts';
import { mergedSchemas } from './merged-schema.ts';
import type { Matcher, MatchingRule, PathStep } from './pact.ts';
import { readRules } from './read-rules.ts';
import { isWild, ruleAt } from './rule-at.ts';
import { writeRulePath } from './rule-path.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export interface ReadingOptions {
  /** No other members than those of the example: Pact wants that of requests. */
  readonly closed: boolean;
  /** Values that no rule speaks of are constants. */
  readonly exact: boolean;
  /** Is told what a schema cannot say, or what is taken for more than it says. */
  readonly tell: (remark: { readonly kind: 'lost' | 'example'; readonly at: string; readonly what: string }) => void;
}

/** The schema of what matches an example by the rules of a pact. */
export function schemaOf(example: unknown, rules: readonly MatchingRule[], options: ReadingOptions): Schema {
  return new Reading(withNested(rules), options).of(example, []);
}

/** `eachValue` speaks of the values with rules of its own. */
function withNested(rules: readonly MatchingRule[]): MatchingRule[] {
  return rules.flatMap((rule) => {
    const each = rule.matchers
      .filter(({ match }) => match === 'eachValue')
      .flatMap(({ rules: inner }) => matchersIn(inner));
    return each.length > 0 ? [rule, { path: [...rule.path, '*'], combine: 'AND', matchers: each }] : [rule];
  });
}

function matchersIn(value: unknown): Matcher[] {
  return (Array.isArray(value) ? value : []).filter((one) => isObject(one) && typeof one.match === 'string');
}

class Reading {
  readonly #rules: readonly MatchingRule[];
  readonly #options: ReadingOptions;

  constructor(rules: readonly MatchingRule[], options: ReadingOptions) {
    this.#rules = rules;
    this.#options = options;
  }

  of(example: unknown, path: readonly PathStep[]): Json {
    const found = ruleAt(this.#rules, path);
    if (found?.rule.matchers.some(({ match }) => match === 'equality')) return { const: example };
    const own = found?.own ? found.rule.matchers : [];
    if (Array.isArray(example)) return this.#list(example, path, { own, matched: found !== undefined });
    if (isObject(example)) return this.#object(example, path, own);
    return found ? this.#matched(example, path, found.rule) : this.#literal(example, path);
  }

  #matched(example: unknown, path: readonly PathStep[], { matchers, combine }: MatchingRule): Json {
    const schemas = matchers.map((matcher) => {
      const schema = matcherSchemas[matcher.match]?.(matcher, example);
      if (!schema) this.#lose(path, matcher.match);
      // Pact does not hold an example against its own rules.
      else if (!isValid(schema, example)) this.#lose(path, `${matcher.match}, which its own example does not match,`);
      else return schema;
      return typeOf(example);
    });
    if (combine === 'OR' && schemas.length > 1) return { anyOf: schemas };
    const patterns = schemas.flatMap(({ pattern }) => (typeof pattern === 'string' ? [pattern] : []));
    const whole = Object.assign({}, ...schemas) as Json;
    if (patterns.length < 2) return whole;
    return { ...whole, allOf: patterns.slice(0, -1).map((pattern) => ({ pattern })) };
  }

  #literal(example: unknown, path: readonly PathStep[]): Json {
    if (this.#options.exact) return { const: example };
    this.#options.tell({ kind: 'example', at: writeRulePath(path), what: JSON.stringify(example) });
    return Number.isInteger(example) ? { type: 'integer' } : typeOf(example);
  }

  #list(
    example: readonly unknown[],
    path: readonly PathStep[],
    { own, matched }: { readonly own: readonly Matcher[]; readonly matched: boolean },
  ): Json {
    const variants = own
      .filter(({ match }) => match === 'arrayContains')
      .flatMap(({ variants: all }) => (Array.isArray(all) ? all : []))
      .filter((one) => isObject(one) && Number(one.index) in example);
    if (variants.length > 0) return { type: 'array', allOf: variants.map((one) => this.#contained(example, one)) };
    const schemas = example.map((item, i) => this.of(item, [...path, i]));
    const items = schemas.length > 0 ? { items: mergedSchemas(schemas) } : {};
    // Pact does not hold an example against its own rules.
    const fits = { min: (n: number) => example.length >= n, max: (n: number) => example.length <= n };
    const bound = (name: 'min' | 'max') =>
      own.map((matcher) => matcher[name]).find((n) => typeof n === 'number' && fits[name](n));
    const [low, high] = [bound('min') ?? (own.some(({ match }) => match === 'notEmpty') ? 1 : undefined), bound('max')];
    const counted = !matched && !isWild(this.#rules, path) && this.#options.exact ? example.length : undefined;
    return {
      type: 'array',
      ...items,
      ...((low ?? counted) ? { minItems: low ?? counted } : {}),
      ...((high ?? counted) === undefined ? {} : { maxItems: high ?? counted }),
    };
  }

  /** A variant of `arrayContains`: the item at its index, by rules of its own. */
  #contained(example: readonly unknown[], variant: unknown): Json {
    const { index, rules } = isObject(variant) ? variant : { index: 0, rules: {} };
    const inner = isObject(rules) ? readRules({ body: rules }).body : [];
    const open = { ...this.#options, closed: false };
    return { contains: schemaOf(example[Number(index)], inner, open) };
  }

  #object(example: Json, path: readonly PathStep[], own: readonly Matcher[]): Json {
    const entries = Object.entries(example).map(([key, value]) => [key, this.of(value, [...path, key])] as const);
    const named = own.filter(({ match }) => match === 'eachKey').flatMap(({ rules }) => matchersIn(rules));
    const isMap =
      named.length > 0 ||
      own.some(({ match }) => match === 'values' || match === 'eachValue') ||
      // Of the items of a list, `[*].*` is what older tools say of all members: that they are compared by type.
      (typeof path.at(-1) === 'string' && isWild(this.#rules, path));
    if (isMap) {
      const keys = named
        .map((matcher) => matcherSchemas[matcher.match]?.(matcher, ''))
        .filter((one) => one !== undefined);
      return {
        type: 'object',
        ...(keys.length > 0 ? { propertyNames: mergedSchemas(keys) } : {}),
        ...(entries.length > 0 ? { additionalProperties: mergedSchemas(entries.map(([, schema]) => schema)) } : {}),
      };
    }
    return {
      type: 'object',
      ...(entries.length > 0 ? { required: entries.map(([key]) => key), properties: Object.fromEntries(entries) } : {}),
      ...(this.#options.closed ? { additionalProperties: false } : {}),
    };
  }

  #lose(path: readonly PathStep[], what: string): void {
    this.#options.tell({ kind: 'lost', at: writeRulePath(path), what });
  }
}
