import type { Spot } from '../schema/break.ts';
import { type CivilDate, civilDate } from './civil-date.ts';
import type { Instead } from './mess.ts';

type Change<T> = (value: T, spot: Spot) => readonly unknown[];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isListed = ({ node }: Spot) => Array.isArray(node.enum) || 'const' in node;

const on =
  <T>(fits: (spot: Spot) => boolean, change: Change<T>): Instead =>
  (spot) =>
    fits(spot) ? change(spot.value as T, spot) : [];

/** Everything but the body as a whole, for which there are body kinds. */
export const onInner =
  (change: Instead): Instead =>
  (spot) =>
    spot.pointer === '' ? [] : change(spot);

/** Texts that are not one of a list. */
export const onText = (change: Change<string>) =>
  on((spot) => typeof spot.value === 'string' && !isListed(spot), change);

/** Texts that are one of a list. */
export const onListed = (change: Change<string>) =>
  on((spot) => typeof spot.value === 'string' && isListed(spot), change);

export const onNumber = (change: Change<number>) => on(({ value }) => typeof value === 'number', change);

export const onBoolean = (change: Change<boolean>) => on(({ value }) => typeof value === 'boolean', change);

export const onScalar = (change: Change<unknown>) =>
  on(({ value, pointer }) => pointer !== '' && (typeof value !== 'object' || value === null), change);

export const onList = (change: Change<readonly unknown[]>) => on(({ value }) => Array.isArray(value), change);

export const onObject = (change: Change<Readonly<Record<string, unknown>>>) => on((s) => isObject(s.value), change);

/** Texts that are a date, with a time or without, whatever the schema says of them. */
export const onDate =
  (change: Change<CivilDate>): Instead =>
  (spot) => {
    const date = typeof spot.value === 'string' && !isListed(spot) ? civilDate(spot.value) : undefined;
    return date ? change(date, spot) : [];
  };
