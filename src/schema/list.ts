import fc from 'fast-check';
import type { Schema } from '../contract/contract.ts';
import type { Node } from './merge.ts';

const number = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);
const longest = 100_000;
type Values = fc.Arbitrary<readonly unknown[]>;

/** Lists: what stands at fixed places, what must be contained, then some more items. */
export function list(node: Node, inner: (schema: Schema) => fc.Arbitrary<unknown>, deep: boolean): Values {
  const head = ((node.prefixItems as Schema[] | undefined) ?? []).map(inner);
  const contained = contains(node, head.length, inner);
  const known = head.length + contained.length;
  const least = Math.max(0, number(node.minItems, deep ? 0 : 1) - known);
  if (least > longest) throw new Error(`a list of ${least} items is too long to be invented`);
  const most = Math.max(0, Math.min(number(node.maxItems, Infinity) - known, deep ? least : least + 2));
  const item = (node.items ?? true) as Schema;
  const tail: Values =
    item === false || most === 0
      ? fc.constant([])
      : some(inner(item), Math.min(least, most), most, node.uniqueItems === true);
  return fc.tuple(fc.tuple(...head, ...contained), tail).map(([a, b]) => [...a, ...b]);
}

function contains(
  node: Node,
  taken: number,
  inner: (schema: Schema) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown>[] {
  if (node.contains === undefined) return [];
  const schema: Schema = node.items === undefined ? (node.contains as Schema) : { allOf: [node.items, node.contains] };
  const most = Math.max(0, number(node.maxItems, Infinity) - taken);
  return Array.from({ length: Math.min(most, number(node.minContains, 1)) }, () => inner(schema));
}

function some(item: fc.Arbitrary<unknown>, minLength: number, maxLength: number, unique: boolean): Values {
  if (!unique) return fc.array(item, { minLength, maxLength, size: 'max' });
  // What has too few different values ends shorter instead of being drawn for ever.
  return fc.array(item, { minLength: minLength * 4, maxLength: maxLength * 4, size: 'max' }).map((all) => {
    const different = new Map(all.map((v) => [JSON.stringify(v), v]));
    return [...different.values()].slice(0, maxLength);
  });
}
