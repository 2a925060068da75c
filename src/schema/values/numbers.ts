import { type Chance, once, pick, upTo } from './chance.ts';
import type { Part } from './claim.ts';

/** Which numbers all parts of a schema allow. */
export interface Range {
  readonly min: number;
  readonly max: number;
  /** Every value is a multiple of it; 0: any number. */
  readonly step: number;
}

const numbers = (parts: readonly Part[], keyword: string) =>
  parts.map((p) => p.schema[keyword]).filter((n): n is number => typeof n === 'number');

const formats: Readonly<Record<string, readonly [number, number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
};

/** The range, or why there is none. */
export function rangeOf(parts: readonly Part[], whole: boolean): Range | string {
  const limits = parts.flatMap((p) => (formats[String(p.schema.format)] ? [formats[String(p.schema.format)]!] : []));
  const steps = [...numbers(parts, 'multipleOf'), ...(whole ? [1] : [])];
  const step = steps.reduce((a, b) => (a === 0 ? b : common(a, b)), 0);
  const inclusive = [
    Math.max(...numbers(parts, 'minimum'), ...limits.map(([low]) => low), -Infinity),
    Math.min(...numbers(parts, 'maximum'), ...limits.map(([, high]) => high), Infinity),
  ] as const;
  const exclusive = [
    Math.max(...numbers(parts, 'exclusiveMinimum'), -Infinity),
    Math.min(...numbers(parts, 'exclusiveMaximum'), Infinity),
  ] as const;
  const said = (i: 0 | 1, names: readonly [string, string]) =>
    (i === 0 ? exclusive[i] >= inclusive[i] : exclusive[i] <= inclusive[i])
      ? { name: names[1], value: exclusive[i], open: true }
      : { name: names[0], value: inclusive[i], open: false };
  const low = said(0, ['minimum', 'exclusiveMinimum']);
  const high = said(1, ['maximum', 'exclusiveMaximum']);
  if (low.value > high.value) return `${low.name} ${low.value} is above ${high.name} ${high.value}`;
  if (low.value === high.value && (low.open || high.open))
    return `${low.name} ${low.value} and ${high.name} ${high.value} leave no number`;
  if (step === 0) {
    const nudge = Math.min(1e-3, (high.value - low.value) / 4);
    return { min: low.open ? low.value + nudge : low.value, max: high.open ? high.value - nudge : high.value, step };
  }
  const first = nearest(low.value, step, low.open, 1);
  const last = nearest(high.value, step, high.open, -1);
  if (first > last) {
    const between = `${low.name} ${low.value} and ${high.name} ${high.value}`;
    return `there is no ${step === 1 ? 'whole number' : `multiple of ${step}`} between ${between}`;
  }
  return { min: first, max: last, step };
}

/** How many steps away from 0 the first value inside of a bound is. */
function nearest(bound: number, step: number, open: boolean, direction: 1 | -1): number {
  if (!Number.isFinite(bound)) return bound;
  const exact = Number((bound / step).toPrecision(14));
  const count = direction === 1 ? Math.ceil(exact) : Math.floor(exact);
  return open && count === exact ? count + direction : count;
}

/** The least number that is a multiple of both. */
function common(a: number, b: number): number {
  const scale = 10 ** Math.max(decimals(a), decimals(b));
  const [x, y] = [Math.round(a * scale), Math.round(b * scale)];
  let [m, n] = [x, y];
  while (n > 0) [m, n] = [n, m % n];
  return exact((x / m) * y, 1 / scale);
}

const decimals = (n: number) => {
  const [digits, power = '0'] = String(n).split('e');
  return Math.max(0, (digits!.split('.')[1]?.length ?? 0) - Number(power));
};

// Not -0, and without the dust that fractions leave.
const exact = (count: number, step: number) =>
  Number.isInteger(step) ? count * step + 0 : Number((count * step).toPrecision(12)) + 0;

const corners = [0, 1, -1, 2, 10, 100, 255, 256, 1000, 65_536, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), 2 ** 53 - 1];
const span = 1000;

/** A number of a range: often its ends and their neighbours, or 0 and what programs trip over. */
export function number(range: Range, chance: Chance): number {
  const { step } = range;
  const [min, max] = ends(range);
  const unit = step === 0 ? 1 : step;
  const asValue = (n: number) => (step === 0 ? n : exact(n, step));
  if (once(chance, 3)) {
    const near = pick(chance, [min, max, min + 1, max - 1, 0, 1, ...(step === 0 ? [0.5, -0.5, 1e-7] : [])]);
    return asValue(Math.min(max, Math.max(min, near)));
  }
  if (once(chance, 6)) {
    const corner = Math.trunc(pick(chance, corners) / unit);
    if (corner >= range.min && corner <= range.max) return asValue(corner);
  }
  if (step === 0) {
    const drawn = min + ((max - min) * upTo(chance, 10_000)) / 10_000;
    const plain = Number(drawn.toPrecision(once(chance, 4) ? 12 : 4));
    return plain >= min && plain <= max ? plain + 0 : drawn;
  }
  if (max - min < 2 ** 31) return asValue(min + upTo(chance, max - min));
  return asValue(Math.floor(min + ((max - min) * upTo(chance, 2 ** 30)) / 2 ** 30));
}

/** A small number above 0, where the range has any. */
export function plainNumber({ min, max, step }: Range, chance: Chance): number {
  const least = step === 0 ? 0 : 1;
  const span = step === 0 ? 100 : step < 1 ? Math.round(100 / step) : 99;
  const low = max <= 0 ? Math.max(min, max - span) : Math.max(min, least);
  const high = Math.min(max, low + span);
  if (step > 0) return exact(low + upTo(chance, high - low), step);
  const drawn = low + ((high - low) * (1 + upTo(chance, 998))) / 1000;
  const plain = Number(drawn.toPrecision(3)) + 0;
  return plain >= min && plain <= max ? plain : drawn;
}

/** Both ends of what is drawn: without a bound, a span from the other end or around 0. */
function ends({ min, max, step }: Range): [number, number] {
  const most = step === 0 ? Number.MAX_VALUE : Math.max(1, Math.floor(Number.MAX_SAFE_INTEGER / Math.max(step, 1)));
  const low = min === -Infinity ? (max === Infinity ? -span : Math.min(max, 0) - span) : min;
  const high = max === Infinity ? Math.max(low, 0) + span : max;
  const clamped = (n: number) => Math.min(most, Math.max(-most, n));
  return [clamped(low), Math.max(clamped(low), clamped(high))];
}
