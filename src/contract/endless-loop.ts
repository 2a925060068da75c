import { at } from './pointer.ts';

type Json = Readonly<Record<string, unknown>>;
const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);

// Keywords whose schemas judge the same value again, instead of a part of it.
const lists = ['allOf', 'anyOf', 'oneOf'] as const;
const singles = ['not', 'if', 'then', 'else'] as const;

/** The first chain of definitions of a bundled schema that returns to its start without descending into a value. */
export function endlessLoop(schema: Json): string[] | undefined {
  const done = new Set<string>();
  const visit = (node: unknown, chain: readonly string[]): string[] | undefined => {
    if (!isObject(node)) return undefined;
    for (const inner of inPlace(node)) {
      const found = visit(inner, chain);
      if (found) return found;
    }
    const { $ref: ref } = node;
    if (typeof ref !== 'string' || done.has(ref)) return undefined;
    if (chain.includes(ref)) return [...chain.slice(chain.indexOf(ref)), ref].map((r) => r.slice('#/$defs/'.length));
    const found = visit(at(schema, ref.slice(1)), [...chain, ref]);
    done.add(ref);
    return found;
  };
  for (const node of [schema, ...Object.values((schema.$defs ?? {}) as Json)]) {
    const found = visit(node, []);
    if (found) return found;
  }
  return undefined;
}

const inPlace = (node: Json): unknown[] => [
  ...singles.map((k) => node[k]),
  ...lists.flatMap((k) => (Array.isArray(node[k]) ? node[k] : [])),
  ...(isObject(node.dependentSchemas) ? Object.values(node.dependentSchemas) : []),
];
