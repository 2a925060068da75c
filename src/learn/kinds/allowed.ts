import { type AllowedKind, isObject } from './kind.ts';

const isListed = (node: Readonly<Record<string, unknown>>) => Array.isArray(node.enum) || 'const' in node;
const text = (name: string, is: RegExp | ((text: string) => boolean)): AllowedKind => ({
  name,
  fits: (value, node) =>
    typeof value === 'string' && !isListed(node) && (is instanceof RegExp ? is.test(value) : is(value)),
});
const number = (name: string, is: (n: number) => boolean): AllowedKind => ({
  name,
  fits: (value) => typeof value === 'number' && is(value),
});
const list = (name: string, is: (list: readonly unknown[]) => boolean): AllowedKind => ({
  name,
  fits: (value) => Array.isArray(value) && is(value),
});

const hasTwice = (values: readonly unknown[]) => new Set(values.map((v) => JSON.stringify(v))).size < values.length;

/**
 * Mess that a schema may allow; all that fit are meant. What needs a mind to see it (SQL, shell) is not looked for.
 * No expression takes more than a bounded time for a character: traffic may be anything.
 */
export const allowedKinds: readonly AllowedKind[] = [
  text('empty-text', (value) => value === ''),
  text('only-space', /^\s+$/),
  text('surrounding-space', (value) => value.trim() !== value && value.trim() !== ''),
  text('null-as-text', /^(null|nil|none|n\/a)$/i),
  text('undefined-as-text', /^undefined$/),
  text('object-object', /\[object Object\]/),
  text('very-long-text', (value) => value.length >= 10_000),
  text('emoji-in-text', /\p{Extended_Pictographic}/u),
  text('right-to-left-mark', /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/),
  text('zero-width-space', /[\u200b\u2060\ufeff]/),
  text('no-break-space', /[\u00a0\u202f]/),
  text('nul-character', /\0/),
  text('control-characters', /[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/),
  text('line-separator', /[\u2028\u2029]/),
  text('line-breaks', /[\r\n]/),
  text('lone-surrogate', /\p{Cs}/u),
  text('smart-quotes', /[“”„‘’‚«»]/),
  text('quotes-in-text', /["\\]/),
  text('mojibake', /[ÃÂ][\u0080-\u00bf]|â€|â\u0080/),
  text('decomposed-unicode', (value) => value.normalize('NFC') !== value),
  text('fullwidth-text', /[\uff01-\uff5e]/),
  text('look-alike-letter', /[a-z][\u0400-\u04ff]|[\u0400-\u04ff][a-z]/i),
  text('percent-encoded-text', /%[0-9a-f]{2}/i),
  text('html-in-text', /<\/?[a-z][^<>]{0,999}>/i),
  text('html-entities', /&(#\d+|#x[0-9a-f]+|[a-z]{2,8});/i),
  text('markdown-in-text', /```|\*\*\S|^#{1,6} /m),
  text('template-in-text', /\{\{[^}]{0,99}\}\}|\$\{[^}]{0,99}\}|<%.{0,99}%>/s),
  text('path-in-text', /\.\.[/\\]/),
  text('url-in-text', /^https?:\/\/\S+$/i),
  text('spreadsheet-formula', /^[=@]\w+\(/),
  text('instruction-in-text', /\b(ignore|disregard|forget)\b.{0,40}\binstructions?\b/is),
  number('negative-number', (n) => n < 0),
  number('negative-zero', (n) => Object.is(n, -0)),
  number('big-number', (n) => Math.abs(n) > 2 ** 31 && Math.abs(n) <= Number.MAX_SAFE_INTEGER),
  number('beyond-safe-integer', (n) => Math.abs(n) > Number.MAX_SAFE_INTEGER && Number.isFinite(n)),
  number('beyond-double', (n) => !Number.isFinite(n)),
  number('tiny-number', (n) => n !== 0 && Math.abs(n) < 1e-6),
  list('empty-list', (values) => values.length === 0),
  list('many-items', (values) => values.length >= 1000),
  list('duplicated-items', hasTwice),
  { name: 'empty-object', fits: (value) => isObject(value) && Object.keys(value).length === 0 },
];
