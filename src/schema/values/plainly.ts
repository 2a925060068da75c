import { type Chance, once } from './chance.ts';
import { type Kind, kinds, type Leaf } from './leaf.ts';

/** Until this depth, plain values are not null where they need not be; below it, what nests in itself may end. */
export const shallow = 3;

/** Those of the allowed values that are something. */
export function tellingOf(values: readonly unknown[]): readonly unknown[] {
  const telling = values.includes(null) ? values.filter((value) => value !== null) : values;
  return telling.length > 0 ? telling : values;
}

/** Whether only null can stand at a place. */
export const isNull = ({ values, usual, options }: Leaf) =>
  values ? values.every((v) => v === null) : options.length === 0 && usual.every((kind) => kind === 'null');

/** Where everything is allowed, a text; null only where nothing else is, or to end what nests. */
export function plainKinds(open: readonly Kind[], depth: number): readonly Kind[] {
  if (open.length === kinds.length) return ['string'];
  const ends = depth >= shallow && (open.includes('object') || open.includes('array'));
  return open.length > 1 && !ends ? open.filter((kind) => kind !== 'null') : open;
}

/** The examples, or now and then the default, unless it is nothing to look at. */
export function plainlyShown({ examples, defaults }: Leaf, chance: Chance): readonly unknown[] {
  if (examples.length > 0 || defaults.length === 0) return examples;
  return once(chance, 2) ? defaults.filter((value) => !isEmpty(value)) : [];
}

const isEmpty = (value: unknown) =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
