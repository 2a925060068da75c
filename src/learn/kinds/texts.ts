import type { BreakingKind, Broken } from './kind.ts';

const keywords = ['format', 'pattern', 'minLength', 'enum', 'const'];
const textKind = (name: string, fits: (text: string, broken: Broken) => boolean): BreakingKind => ({
  name,
  keywords,
  fits: (broken) => typeof broken.value === 'string' && fits(broken.value, broken),
});
const dateKind = (name: string, fits: (text: string, format: string) => boolean): BreakingKind => ({
  name,
  keywords: ['format'],
  fits: ({ value, violation }) => {
    const format = String(violation.params.format);
    return typeof value === 'string' && /date/.test(format) && fits(value, format);
  },
});

/** Texts that are not what the schema says of them. */
export const textKinds: readonly BreakingKind[] = [
  textKind('empty-text', (text) => text === ''),
  textKind('only-space', (text) => text.trim() === ''),
  textKind('null-as-text', (text) => /^(null|nil|none|n\/a)$/i.test(text)),
  textKind('undefined-as-text', (text) => text === 'undefined'),
  textKind('object-object', (text) => text.includes('[object Object]')),
  dateKind('date-in-locale', (text) => /^\d{1,2}[./]\s?\d{1,2}[./]\s?\d{2,4}/.test(text)),
  dateKind('date-with-space', (text) => /^\d{4}-\d\d-\d\d \d\d:\d\d/.test(text)),
  dateKind('date-without-zone', (text, format) => format !== 'date' && /^\d{4}-\d\d-\d\dT[\d:.]+$/.test(text)),
  dateKind('impossible-date', (text, format) => (format === 'date' ? /^\d{4}-\d\d-\d\d$/ : zoned).test(text)),
  dateKind('date-for-date-time', (text) => /^\d{4}-\d\d-\d\d(T[\d:.]+(Z|[+-]\d\d:?\d\d)?)?$/i.test(text)),
  textKind('surrounding-space', (text) => text.trim() !== text),
  textKind('fullwidth-text', (text) => /[\uff01-\uff5e]/.test(text)),
  textKind('other-case-value', (text, { violation: { params } }) =>
    [params.allowedValues ?? params.allowedValue].flat().some((v) => String(v).toLowerCase() === text.toLowerCase()),
  ),
  { name: 'unlisted-value', keywords: ['enum', 'const'], fits: () => true },
  { name: 'other-format', keywords: ['format'], fits: () => true, summary: 'sends a text that is not of its format' },
  { name: 'other-pattern', keywords: ['pattern'], fits: () => true, summary: 'sends a text that its pattern forbids' },
];

const zoned = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i;
