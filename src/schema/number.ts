import fc from 'fast-check';
import type { Node } from './merge.ts';

const number = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);
const span = 100;

/** Lowest and highest value, `unit` away from bounds that are exclusive; 0 to 100 where nothing is said. */
function bounds(node: Node, unit: number): { min: number; max: number } {
  const lowest = Math.max(number(node.minimum, -Infinity), number(node.exclusiveMinimum, -Infinity) + unit);
  const highest = Math.min(number(node.maximum, Infinity), number(node.exclusiveMaximum, Infinity) - unit);
  const min = lowest === -Infinity ? Math.min(0, highest - span) : lowest;
  return { min, max: highest === Infinity ? min + span : highest };
}

const safe = (n: number) => Math.min(Number.MAX_SAFE_INTEGER, Math.max(Number.MIN_SAFE_INTEGER, n));

/** Whole numbers, or multiples of `multipleOf`. */
export function integer(node: Node): fc.Arbitrary<number> {
  const step = number(node.multipleOf, 1);
  const whole = [node.type].flat().includes('integer') && !Number.isInteger(step) ? 1 : step;
  const { min, max } = bounds(node, whole / 1000);
  const [low, high] = [safe(Math.ceil(min / whole)), safe(Math.floor(max / whole))];
  // Not -0, and without the dust that fractions leave.
  const exact = (n: number) => (Number.isInteger(whole) ? n * whole + 0 : Number((n * whole).toPrecision(12)));
  return fc.integer({ min: Math.min(low, high), max: high }).map(exact);
}

export function decimal(node: Node): fc.Arbitrary<number> {
  const { min, max } = bounds(node, 1e-9);
  const at = (share: number) => min * (1 - share) + max * share;
  return fc.integer({ min: 0, max: span }).map((n) => {
    const plain = Number(at(n / span).toPrecision(6));
    return plain >= min && plain <= max ? plain : at(n / span);
  });
}
