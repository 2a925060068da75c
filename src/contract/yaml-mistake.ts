import type { YAMLError } from 'yaml';
import type { Mistake } from './parsed-text.ts';

/** Plain words for what the parser complains about; undefined for what is no mistake here. */
export function yamlMistake(error: YAMLError, text: string): Mistake | undefined {
  const { code, name, pos } = error;
  // Keys that stand twice are found by themselves, and do not keep the rest from being read.
  if (code === 'DUPLICATE_KEY') return undefined;
  if (name === 'YAMLWarning' && code !== 'TAG_RESOLVE_FAILED' && code !== 'BAD_COLLECTION_TYPE') return undefined;
  const placeholder = /^\$\{[^\s{},]*\}/.exec(text.slice(Math.max(0, pos[0] - 1)));
  if (placeholder)
    return {
      offset: pos[0] - 1,
      message: `The placeholder ${placeholder[0]} stands in braces or brackets without quotes.`,
      remedy: `Put the whole text in quotes: '${placeholder[0]}'.`,
    };
  if (/^Nested mappings/.test(error.message) && !/:(\s|$)/.test(lineFrom(text, pos[0])))
    return wronglyDeep(text, pos[0]);
  const [, message, remedy] = plain.find(([when]) =>
    typeof when === 'string' ? when === code : when.test(error.message),
  ) ?? [code, `${error.message.split('\n')[0]}.`, 'Check quotes, colons and indentation here.'];
  return { offset: pos[0], message, remedy };
}

const lineFrom = (text: string, offset: number): string => /.*/.exec(text.slice(offset))![0];

/** The parser takes the next line for a part of the value that stands on this one. */
function wronglyDeep(text: string, offset: number): Mistake {
  const end = offset + lineFrom(text, offset).length;
  return {
    offset: end + (/^\s*/.exec(text.slice(end))?.[0].length ?? 0),
    message: 'This line is indented as if it went on with the value above.',
    remedy: 'Indent it like the key above.',
  };
}

// A code of the parser, or its message where one code says several things.
const plain: readonly (readonly [when: string | RegExp, message: string, remedy: string])[] = [
  ['TAB_AS_INDENT', 'A tab stands where YAML allows only spaces.', 'Indent with spaces.'],
  [
    'MULTIPLE_DOCS',
    'The file holds more than one document.',
    'Keep one in each file: remove `---` and what follows it.',
  ],
  ['BAD_SCALAR_START', 'A text begins with a character that means something else in YAML.', 'Put it in quotes.'],
  ['BAD_ALIAS', 'A text begins with a character that means something else in YAML.', 'Put it in quotes.'],
  [
    'BAD_DQ_ESCAPE',
    'A text in double quotes holds an escape that YAML does not know.',
    'Put it in single quotes, where a backslash is only a backslash.',
  ],
  [/^A block sequence/, 'The list before this line is not indented evenly.', 'Give all its items as many spaces.'],
  [/^Missing closing/, 'A text in quotes does not end.', 'Close it.'],
  [
    'BLOCK_AS_IMPLICIT_KEY',
    'There is a second colon where one value should stand.',
    'Put the text in quotes, or begin a new line for the inner key.',
  ],
  ['TAG_RESOLVE_FAILED', 'There is a tag (!…) that means nothing here.', 'Remove it, or put the text in quotes.'],
  [/ end with a [}\]]/, 'A map or list in brackets is not closed before this.', 'Close it.'],
  [
    'BAD_INDENT',
    'This line is not indented like the others of its map or list.',
    'Give it as many spaces as they have.',
  ],
  [
    /^Implicit (keys need|map keys need)/,
    'This line is no `key: value`: the colon, or the space after it, is missing.',
    'Write `key: value`.',
  ],
  [
    /^(Block collections are not|Missing , or :)/,
    'A comma is missing inside brackets.',
    'Write one between two items.',
  ],
  [/^Unexpected ,|empty item/, 'There is a comma too many.', 'Remove it.'],
  [
    /block-seq-ind on same line/,
    'A list begins on the line of its key.',
    'Begin it on the next line, or write [a, b].',
  ],
  [/ at node end$/, 'A value goes on after its end.', 'Put the whole text in quotes.'],
  [/^Unexpected flow-(map|seq)-end/, 'There is a closing bracket too many.', 'Remove it.'],
];
