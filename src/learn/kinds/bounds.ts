import type { BreakingKind, Broken } from './kind.ts';

const bound = (
  name: string,
  keywords: readonly string[],
  { fits = () => true, summary }: { fits?: (broken: Broken) => boolean; summary?: string } = {},
): BreakingKind => ({ name, keywords, fits, ...(summary === undefined ? {} : { summary }) });

/** Lengths and numbers out of their bounds. */
export const boundKinds: readonly BreakingKind[] = [
  bound('too-long-text', ['maxLength']),
  bound('too-short-text', ['minLength']),
  bound('above-range', ['maximum', 'exclusiveMaximum']),
  bound('below-range', ['minimum', 'exclusiveMinimum']),
  bound('fraction', ['multipleOf'], { fits: ({ value }) => !Number.isInteger(value) }),
  bound('other-step', ['multipleOf'], { summary: 'sends a number between the steps that are allowed' }),
  bound('too-many-items', ['maxItems']),
  bound('empty-list', ['minItems'], { fits: ({ value }) => Array.isArray(value) && value.length === 0 }),
  bound('too-few-items', ['minItems'], { summary: 'sends fewer items than allowed' }),
  bound('duplicated-items', ['uniqueItems']),
];
