import { isDeepStrictEqual } from 'node:util';
import type { Answer, Schema } from '../contract.ts';
import { at, step } from '../pointer.ts';
import type { Rule } from './rule.ts';

export const answersDistinct: Rule = {
  name: 'answers-distinct',
  summary: 'no response can match two declared answers',
  *check({ contract, reported }) {
    for (const { name, answers } of Object.values(contract.upstream)) {
      const pointer = `${step('/upstream', name)}/answers`;
      const whole = (a: Answer) =>
        ['body', 'headers', 'where'].every((part) => !reported(`${step(pointer, a.name)}/${part}`));
      const list = Object.values(answers).filter(whole);
      for (const [i, one] of list.entries()) {
        const other = list.slice(0, i).find((o) => !areApart(one, o));
        if (!other) continue;
        const shared = one.status.filter((s) => other.status.includes(s));
        yield {
          pointer: step(pointer, one.name),
          of: 'key',
          message: `The answer \`${one.name}\` cannot be told apart from \`${other.name}\`: one response with status ${shared[0]} can match both.`,
          remedy: remedyFor(one, other),
        };
      }
    }
  },
};

function remedyFor(one: Answer, other: Answer): string {
  if (one.stream && other.stream)
    return `Let an event of \`${other.name}\` say \`ends: ${one.name}\`, and declare \`${one.name}\` without a status.`;
  if (one.stream || other.stream) return 'Give each `headers` with another `content-type`, or another status.';
  return 'Give each a `where` with another constant, or another status.';
}

function areApart(a: Answer, b: Answer): boolean {
  if (!a.status.some((s) => b.status.includes(s))) return true;
  // Server-sent events are no JSON.
  if ((a.stream?.format === 'sse') !== (b.stream?.format === 'sse')) {
    const plain = a.stream ? b : a;
    if (plain.stream || plain.body !== undefined || Object.keys(plain.where).length > 0) return true;
  }
  for (const [pointer, value] of a.stream || b.stream ? [] : Object.entries(a.where)) {
    if (Object.hasOwn(b.where, pointer) && !isDeepStrictEqual(value, b.where[pointer])) return true;
  }
  for (const [name, pattern] of Object.entries(a.headers)) {
    const other = Object.hasOwn(b.headers, name) ? b.headers[name]! : undefined;
    if (other !== undefined && (excludes(pattern, other) || excludes(other, pattern))) return true;
  }
  return a.body !== undefined && b.body !== undefined && disjoint(resolved(a.body), resolved(b.body));
}

/** Whether one pattern allows a single text, and the other does not allow that. */
function excludes(one: string, other: string): boolean {
  const only = /^\^([\w /;=,-]*)\$$/.exec(one)?.[1];
  return only !== undefined && !new RegExp(other, 'u').test(only);
}

type Node = {
  type?: unknown;
  const?: unknown;
  enum?: unknown[];
  required?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: unknown;
  pattern?: string;
  $ref?: string;
};

function resolved(schema: Schema): { root: Schema; node: Node } {
  let node = (typeof schema === 'boolean' ? {} : schema) as Node;
  for (let hops = 0; typeof node.$ref === 'string' && hops < 20; hops++) node = at(schema, node.$ref.slice(1)) as Node;
  return { root: schema, node };
}

/** True where no value can satisfy both, as far as types, constants and required keys tell. */
function disjoint(a: { root: Schema; node: Node }, b: { root: Schema; node: Node }): boolean {
  const inner = ({ root, node }: typeof a, key: string) => {
    const schema = node.properties?.[key];
    return schema === undefined || typeof schema === 'boolean'
      ? undefined
      : resolved({ ...schema, $defs: (root as { $defs?: unknown }).$defs });
  };
  if (!overlap(constants(a.node), constants(b.node)) || !overlap(types(a.node), types(b.node))) return true;
  if (excludesStart(a.node, b.node) || excludesStart(b.node, a.node)) return true;
  const required = (n: Node) => n.required ?? [];
  const forbids = (n: Node, key: string) => n.additionalProperties === false && !Object.hasOwn(n.properties ?? {}, key);
  if (required(a.node).some((k) => forbids(b.node, k)) || required(b.node).some((k) => forbids(a.node, k))) return true;
  return required(a.node).some((k) => {
    const [x, y] = [inner(a, k), inner(b, k)];
    return required(b.node).includes(k) && x !== undefined && y !== undefined && disjoint(x, y);
  });
}

/** Whether texts of one begin with what no text of the other begins with: `^Late` and `^(?!Late)`. */
function excludesStart(one: Node, other: Node): boolean {
  const start = one.type === 'string' ? /^\^([^|]+)$/.exec(one.pattern ?? '')?.[1] : undefined;
  return start !== undefined && other.type === 'string' && (other.pattern ?? '').startsWith(`^(?!${start})`);
}

const constants = (n: Node) => (n.const !== undefined ? [n.const] : n.enum);
const types = (n: Node) => (n.type === undefined ? undefined : [n.type].flat());
const overlap = (a: unknown[] | undefined, b: unknown[] | undefined) =>
  !a || !b || a.some((x) => b.some((y) => isDeepStrictEqual(x, y)));
