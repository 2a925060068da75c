import type { Matcher, MatchingRule, PathStep } from './pact.ts';
import { readRulePath } from './rule-path.ts';

export type Json = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The rules of a request or of a response. */
export interface PartRules {
  readonly body: readonly MatchingRule[];
  readonly header: Readonly<Record<string, MatchingRule>>;
  readonly query: Readonly<Record<string, MatchingRule>>;
  readonly path?: MatchingRule;
  readonly status?: MatchingRule;
}

/** Version 2 has one map of paths; later ones have a map for each part. */
export function readRules(written: unknown): PartRules {
  if (!isObject(written)) return { body: [], header: {}, query: {} };
  const flat = Object.keys(written).some((key) => key.startsWith('$'));
  return flat ? flatRules(written) : rulesByPart(written);
}

function flatRules(written: Json): PartRules {
  const body: MatchingRule[] = [];
  const header: Record<string, MatchingRule> = {};
  const query: Record<string, MatchingRule> = {};
  let path: MatchingRule | undefined;
  for (const [key, value] of Object.entries(written)) {
    const steps = readRulePath(key);
    // Some write the path of a name as one that begins anew: `$.header.$.Accept[0]`.
    const [part, ...inside] = (steps ?? []).filter((step) => step !== '$');
    const rule = steps && ruleOf(value, inside);
    if (!rule) continue;
    if (part === 'body') body.push(rule);
    else if (part === 'header' || part === 'headers') header[String(inside[0]).toLowerCase()] = rule;
    else if (part === 'query') query[String(inside[0])] = rule;
    else if (part === 'path') path = rule;
  }
  return { body, header, query, ...(path ? { path } : {}) };
}

function rulesByPart({ body, content, header, headers, query, path, status }: Json): PartRules {
  const ofBody = { ...(isObject(content) ? content : {}), ...(isObject(body) ? body : {}) };
  const ofPath = ruleOf(path, []);
  const ofStatus = ruleOf(status, []);
  return {
    body: Object.entries(ofBody).flatMap(([key, value]) => {
      const steps = readRulePath(key);
      const rule = steps && ruleOf(value, steps);
      return rule ? [rule] : [];
    }),
    header: Object.fromEntries(
      Object.entries(named(header ?? headers)).map(([name, rule]) => [name.toLowerCase(), rule]),
    ),
    query: named(query),
    ...(ofPath ? { path: ofPath } : {}),
    ...(ofStatus ? { status: ofStatus } : {}),
  };
}

/** Names stand as they are, or as paths. */
function named(rules: unknown): Record<string, MatchingRule> {
  const entries = Object.entries(isObject(rules) ? rules : {}).flatMap(([key, value]): [string, MatchingRule][] => {
    const rule = ruleOf(value, []);
    const name = key.startsWith('$') ? String(readRulePath(key)?.[0] ?? key) : key.replace(/\[(\d+|\*)\]$/, '');
    return rule ? [[name, rule]] : [];
  });
  return Object.fromEntries(entries);
}

function ruleOf(value: unknown, path: readonly PathStep[]): MatchingRule | undefined {
  if (!isObject(value)) return undefined;
  const list = Array.isArray(value.matchers) ? value.matchers : Object.keys(value).length > 0 ? [value] : [];
  const matchers = list.filter(isObject).map((one): Matcher => ({ ...one, match: nameOf(one) }));
  return matchers.length > 0 ? { path, combine: value.combine === 'OR' ? 'OR' : 'AND', matchers } : undefined;
}

/** Where nothing says how a value is compared, its other parameters do. */
function nameOf({ match, regex }: Json): string {
  if (typeof match === 'string') return match === 'timestamp' ? 'datetime' : match;
  return typeof regex === 'string' ? 'regex' : 'type';
}
