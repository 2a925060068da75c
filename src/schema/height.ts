import type { Schema } from '../contract/contract.ts';
import { flatten } from './flatten.ts';
import type { Node } from './merge.ts';

/** How deeply the shallowest value of a schema nests: Infinity where it refers to itself without an end. */
export class Heights {
  readonly #root: Schema;
  readonly #known = new Map<Schema, number>();

  constructor(root: Schema) {
    this.#root = root;
  }

  /** Those of some schemas that have the shallowest values. */
  lowest(schemas: readonly Schema[]): readonly Schema[] {
    const heights = schemas.map((s) => this.#of(s));
    const least = Math.min(...heights);
    return schemas.filter((_, i) => heights[i] === least);
  }

  #of(schema: Schema): number {
    const known = this.#known.get(schema);
    if (known !== undefined) return known;
    // Whoever comes here again before there is an answer has gone round in a circle.
    this.#known.set(schema, Infinity);
    const height = this.#ofNode(flatten(schema, this.#root));
    this.#known.set(schema, height);
    return height;
  }

  #ofNode(node: Node): number {
    if ('const' in node || 'enum' in node) return 0;
    const branches = node.oneOf ?? node.anyOf;
    const chosen = branches ? Math.min(...branches.map((b) => this.#of(b))) : 0;
    if ([node.type].flat().includes('null')) return chosen;
    return Math.max(chosen, ...demanded(node).map((s) => 1 + this.#of(s)));
  }
}

/** What every value of a node contains. */
function demanded(node: Node): Schema[] {
  const members = (node.required ?? []).flatMap((key) =>
    node.properties && Object.hasOwn(node.properties, key) ? [node.properties[key]!] : [],
  );
  const needsItems = typeof node.minItems === 'number' && node.minItems > 0;
  return [...members, ...(needsItems && node.items !== undefined ? [node.items as Schema] : [])];
}
