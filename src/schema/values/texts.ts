import fc from 'fast-check';
import { type Chance, DeadEnd, once, pick, upTo } from './chance.ts';
import type { Part } from './claim.ts';
import { formats } from './formats.ts';
import { plainFormats } from './plain-formats.ts';
import { sentence, word } from './words.ts';

const longest = 10_000_000;

// Composed and decomposed, more than one code unit, joined, right to left, without width, spaces, quotes, escapes.
const letters = [...'abcdefghijklmnopqrstuvwxyzABCXYZ0123456789 -_.,'];
const odd = [
  'é',
  'e\u0301',
  '😀',
  '👩‍👩‍👧',
  'ש',
  'م',
  'ß',
  'İ',
  '漢',
  '\u200b',
  '\u00a0',
  '"',
  '\\',
  '/',
  '<',
  '&',
  "'",
  '\t',
  '\n',
  '%',
  '$',
  '{',
  '\u0000',
];
const told = [
  '',
  'a',
  ' ',
  'order',
  'null',
  'true',
  '0',
  '-1',
  'été',
  'e\u0301te\u0301',
  '😀',
  '👩‍👩‍👧',
  'שלום',
  'مرحبا',
  '<b>',
  "O'Neil",
  '__proto__',
  'Straße',
  'a\nb',
];

/** What all parts of a schema demand of a text. */
export interface TextDemands {
  readonly min: number;
  readonly max: number;
  readonly patterns: readonly fc.Arbitrary<string>[];
  readonly matches: readonly RegExp[];
  readonly formats: readonly string[];
  readonly pointer: string;
}

/** The demands, or why no text meets them. */
export function textDemands(parts: readonly Part[], pointer: string): TextDemands | string {
  const numbers = (keyword: string) => parts.map((p) => p.schema[keyword]).filter((n) => typeof n === 'number');
  const min = Math.ceil(Math.max(0, ...numbers('minLength')));
  const max = Math.floor(Math.min(Infinity, ...numbers('maxLength')));
  if (min > max) return `minLength ${min} is above maxLength ${max}`;
  if (min > longest) return `a text of ${min} characters is too long to be invented`;
  const patterns = [...new Set(parts.map((p) => p.schema.pattern).filter((p) => typeof p === 'string'))];
  const named = parts.map((p) => String(p.schema.format)).filter((name) => Object.hasOwn(formats, name));
  return {
    min,
    max,
    patterns: patterns.map((p) => matching(p, min, max)),
    matches: patterns.map((p) => new RegExp(p, 'u')),
    formats: named,
    pointer,
  };
}

/** Texts that match a pattern. What looks ahead or behind is left out of it: the whole is checked. */
export function matching(pattern: string, min = 0, max = Infinity): fc.Arbitrary<string> {
  const plain = pattern.replaceAll(/\(\?<?[=!](?:[^()\\]|\\.|\([^()]*\))*\)/g, '');
  try {
    return fc.stringMatching(new RegExp(plain, 'u'), {
      size: min > 10 ? 'medium' : 'small',
      ...(max < Infinity ? { maxLength: max } : {}),
    });
  } catch {
    return fc.string();
  }
}

const tries = 30;
// A text of a pattern costs as much as visiting some places.
const dear = 3;

/** A text that meets the demands. */
export function text(demands: TextDemands, chance: Chance): string {
  const { min, max, patterns, formats, matches } = demands;
  if (patterns.length === 0 && formats.length === 0)
    return chance.plain ? sentence(chance, min, max) : free(min, max, chance);
  for (let i = 0; i < tries && chance.left > 0; i++) {
    const drawn = chance.plain ? plainlyShaped(demands, chance, i) : shaped(demands, chance, i);
    const length = min > 0 || max < Infinity ? [...drawn].length : 0;
    if (length >= min && length <= max && matches.every((m) => m.test(drawn))) return drawn;
    chance.left -= dear;
  }
  throw new DeadEnd(demands.pointer, `no text was found in ${tries} tries`);
}

/** Words, if the pattern allows them. */
function plainlyShaped(demands: TextDemands, chance: Chance, attempt: number): string {
  if (demands.formats.length > 0 || attempt > 1) return shaped(demands, chance, attempt);
  return attempt === 0 ? sentence(chance, demands.min, demands.max) : word(chance);
}

function shaped(demands: TextDemands, chance: Chance, attempt: number): string {
  const { patterns, min, max } = demands;
  if (demands.formats.length > 0 && (patterns.length === 0 || attempt % 2 === 0)) {
    const name = pick(chance, demands.formats);
    return ((chance.plain ? plainFormats[name] : undefined) ?? formats[name]!)(chance);
  }
  const draw = (pattern: fc.Arbitrary<string>) => pattern.generate(chance.random, undefined).value;
  const drawn = patterns.length > 1 && attempt % 2 === 1 ? patterns.map(draw).join('') : draw(pick(chance, patterns));
  // A pattern without an end of its own goes on with anything.
  return attempt % 3 === 2 ? fitted(drawn, min, max) : drawn;
}

function free(min: number, max: number, chance: Chance): string {
  if (once(chance, 4)) {
    const known = pick(chance, told);
    return max >= 20 && min === 0 ? known : fitted(known, min, max);
  }
  const most = Math.min(max, Math.max(min, 1) + 12);
  const length = once(chance, 5) ? pick(chance, [min, max <= 300 ? max : most]) : min + upTo(chance, most - min);
  const strange = once(chance, 4);
  let drawn = '';
  for (let i = 0; i < length && i < 64; i++)
    drawn += strange && once(chance, 3) ? pick(chance, odd) : pick(chance, letters);
  return strange || length > 64 ? fitted(drawn, length, Math.max(length, min)) : drawn;
}

/** As many characters as there have to be: JSON Schema counts code points. */
function fitted(drawn: string, min: number, max: number): string {
  const points = [...drawn];
  if (points.length > max) return points.slice(0, max).join('');
  return points.length < min ? drawn + 'a'.repeat(min - points.length) : drawn;
}
