import { excerpt, printable } from './printable.ts';

// Text of unknown origin in Markdown. Neither Markdown nor HTML of it takes effect, nor what forges make of text that has
// been rendered: mentions, numbers of issues, commits, addresses, emoji, quick actions. Escaping does not stop those, and
// a code span does: so everything that is not plainly prose stands in one.

const longestRun = (text: string) => Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));

/** As a code span. */
export function code(text: string, most = 300): string {
  const shown = excerpt(text, most);
  if (shown.trim() === '') return '–';
  const fence = '`'.repeat(longestRun(shown) + 1);
  const pad = /^[ `]|[ `]$/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Lines as a code block. */
export function codeBlock(lines: readonly string[], language = 'text'): string {
  const shown = lines.map(printable).join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(shown) + 1));
  return `${fence}${language}\n${shown}\n${fence}\n`;
}

/** In HTML that stands in Markdown; a forge looks for mentions there as well, but not within `<code>`. */
export function htmlCode(text: string, most = 300): string {
  const shown = excerpt(text, most).replaceAll(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
  return `<code>${shown}</code>`;
}

// A word, or a number, with the punctuation of prose about it.
const word = /^[("]*(?:\p{L}+(?:[-'’–]\p{L}+)*|\p{N}+(?:[.,-]\p{N}+)*\p{L}{0,2})[)"%]*[.,;:!?…]*[)"]*$/u;
const mark = /^[–·×✓✗?,.;:…()]+$/;
const commit = /[0-9a-f]{7}/i;

const isProse = (token: string) => mark.test(token) || (word.test(token) && !commit.test(token));

interface Part {
  text: string;
  readonly coded: boolean;
  readonly spaced: boolean;
}

/** A word of a sentence, or what it has in backticks; the mark behind a word that is a code span stays prose. */
function partsOf(space: string, quoted: string | undefined, token: string): Part[] {
  const spaced = space !== '';
  if (quoted !== undefined) return [{ text: quoted, coded: true, spaced }];
  if (isProse(token)) return [{ text: token, coded: false, spaced }];
  const [, core = token, end = ''] = /^(.+?)([.,;:]?)$/.exec(token) ?? [];
  const part: Part = { text: core, coded: true, spaced };
  return end ? [part, { text: end, coded: false, spaced: false }] : [part];
}

/** A sentence: what stands in backticks in it, and every word that is not plainly prose, is a code span. */
export function prose(text: string, most = 600): string {
  const parts: Part[] = [];
  for (const [, space, quoted, token] of excerpt(text, most).matchAll(/(\s*)(?:`([^`]+)`|([^\s`]+|`))/g)) {
    for (const part of partsOf(space!, quoted, token!)) {
      const last = parts.at(-1);
      // Two code spans beside each other would be read as one.
      if (part.coded && last?.coded) last.text += `${part.spaced ? ' ' : ''}${part.text}`;
      else parts.push(part);
    }
  }
  return parts
    .map(({ text: shown, coded, spaced }) => `${spaced ? ' ' : ''}${coded ? code(shown, most * 6) : shown}`)
    .join('')
    .trim();
}

/** What is Markdown already, as a cell of a table: a bar would end it, and stands in code spans alone. */
export const cell = (markdown: string): string => markdown.replaceAll('|', '\\u007c');
