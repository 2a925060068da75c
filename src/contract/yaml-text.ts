import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  Lexer,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml';
import { suggest } from './nearest.ts';
import type { Limits, Mistake, ParsedText, Positions } from './parsed-text.ts';
import { step } from './pointer.ts';
import { yamlMistake } from './yaml-mistake.ts';

// The bounds keep what no person wrote from costing more than a moment: the parser's time grows with the square of the
// keys of one map, its stack with the depth, and aliases multiply what stands behind them.
const maxAliases = 100;

/** Reads YAML 1.2 with the position of every value. */
export function readYamlText(text: string, limits: Limits): ParsedText {
  const positions = new YamlPositions();
  const refuse = (...mistakes: Mistake[]): ParsedText => ({ positions, mistakes });
  const excess = excessOf(text, limits);
  if (excess) return refuse(excess);
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'error' });
  // After the first mistake the parser guesses, and complains about its own guesses.
  const broken = [...document.errors, ...document.warnings]
    .map((e) => yamlMistake(e, text))
    .find((m) => m !== undefined);
  if (broken) return refuse(broken);
  if (document.contents === null || (isScalar(document.contents) && document.contents.source === ''))
    return refuse({
      offset: 0,
      rule: 'readable',
      message: 'The file holds nothing but comments.',
      remedy: 'Write something into it.',
    });
  const twins = joinTwins(document.contents);
  const unknown = unknownAlias(document);
  if (unknown) return refuse(...twins, unknown);
  const value = expanded(document, limits);
  if ('message' in value) return refuse(...twins, value);
  positions.collect(document.contents);
  return { ...value, positions, mistakes: twins };
}

/** Counts tokens, depth and aliases before anything is built from them; and finds where a quote opens that never closes. */
function excessOf(text: string, { maxTokens, maxDepth }: Limits): Mistake | undefined {
  let [tokens, aliases, depth, inLine, offset] = [0, 0, 0, 0, 0];
  for (const token of new Lexer().lex(text)) {
    if (token === '[' || token === '{') depth++;
    else if (token === ']' || token === '}') depth--;
    else if (token === '-' || token === '?') inLine++;
    else if (token.includes('\n')) inLine = 0;
    else if (token.startsWith('*')) aliases++;
    if (isOpenQuote(token) && offset + token.length >= text.length)
      return { offset, message: 'A text in quotes does not end.', remedy: `Close it with ${token[0]}.` };
    if (++tokens > maxTokens) return tooMuch(`has more than ${maxTokens} tokens`, offset);
    if (aliases > maxAliases) return tooMuch(`has more than ${maxAliases} aliases`, offset);
    if (depth > maxDepth || inLine > maxDepth) return tooMuch(`is nested deeper than ${maxDepth} levels`, offset);
    // The lexer marks documents and scalars with control characters that are not in the text.
    if (!/^[\u0002\u0018\u001f]$/.test(token)) offset += token.length;
  }
  return undefined;
}

const isOpenQuote = (token: string): boolean =>
  /^["']/.test(token) && (token.length === 1 || token.at(-1) !== token[0]);

const tooMuch = (what: string, offset = 0): Mistake => ({
  offset,
  rule: 'readable',
  message: `The file ${what}.`,
  remedy: 'Write it by hand, or split it with `$ref`.',
});

/** Reports keys that stand twice in one map. The first counts, joined with what only the second has. */
function joinTwins(node: unknown): Mistake[] {
  if (isSeq(node)) return node.items.flatMap(joinTwins);
  if (!isMap(node)) return [];
  const mistakes = node.items.flatMap((pair) => joinTwins(pair.value));
  const firsts = new Map<string, Pair>();
  for (const pair of node.items) {
    const name = nameOf(pair);
    const first = firsts.get(name);
    if (first) {
      mistakes.push({
        offset: startOf(pair.key),
        message: `The key ${JSON.stringify(name)} stands twice in one map.`,
        remedy: 'Keep one of them.',
      });
      join(first.value, pair.value);
    } else firsts.set(name, pair);
  }
  node.items = [...firsts.values()];
  return mistakes;
}

function join(first: unknown, second: unknown): void {
  if (!isMap(first) || !isMap(second)) return;
  for (const pair of second.items) {
    const same = first.items.find((p) => nameOf(p) === nameOf(pair));
    if (same) join(same.value, pair.value);
    else first.items.push(pair);
  }
}

const nameOf = ({ key }: Pair): string => (isScalar(key) ? String(key.value ?? '') : String(key));
const startOf = (node: unknown): number => (node as Node | null)?.range?.[0] ?? 0;

function unknownAlias(document: Document): Mistake | undefined {
  const anchors = new Set<string>();
  let found: Mistake | undefined;
  visit(document, {
    Node(_, node) {
      if (!isAlias(node)) {
        if (node.anchor) anchors.add(node.anchor);
        return undefined;
      }
      if (anchors.has(node.source)) return undefined;
      found = {
        offset: startOf(node),
        message: `There is no anchor &${node.source} before this alias.`,
        remedy:
          anchors.size > 0
            ? suggest(node.source, [...anchors], 'There are')
            : 'Put a text that begins with * in quotes.',
      };
      return visit.BREAK;
    },
  });
  return found;
}

/** The value with its aliases followed, unless that is too much. */
function expanded(document: Document, { maxTokens, maxDepth }: Limits): { readonly value: unknown } | Mistake {
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: maxAliases });
  } catch {
    return tooMuch(`multiplies its aliases to more than ${maxAliases} copies`);
  }
  const above: object[] = [];
  const maxValues = 3 * maxTokens;
  let values = 0;
  const excess = (inner: unknown): string | undefined => {
    if (++values > maxValues) return `multiplies its aliases to more than ${maxValues} values`;
    if (typeof inner !== 'object' || inner === null) return undefined;
    if (above.includes(inner)) return 'has an anchor that stands inside itself: its value has no end';
    if (above.length === maxDepth) return `is nested deeper than ${maxDepth} levels`;
    above.push(inner);
    for (const part of Object.values(inner)) {
      const found = excess(part);
      if (found) return found;
    }
    above.pop();
    return undefined;
  };
  const found = excess(value);
  return found ? tooMuch(found) : { value };
}

class YamlPositions implements Positions {
  readonly keys = new Map<string, number>();
  readonly values = new Map<string, number>();
  readonly #anchors = new Map<string, Node>();

  /** `at` is set behind an alias: what stands there has the alias's place, for that is where its reader looks. */
  collect(node: unknown, pointer = '', at?: number): void {
    // A value that was left out stands where its key does.
    const here = at ?? (isNode(node) ? startOf(node) : (this.keys.get(pointer) ?? 0));
    this.values.set(pointer, here);
    if (isAlias(node)) this.collect(this.#anchors.get(node.source), pointer, here);
    else if ((node as Node | null)?.anchor) this.#anchors.set((node as { anchor: string }).anchor, node as Node);
    if (isSeq(node)) for (const [i, item] of node.items.entries()) this.collect(item, step(pointer, i), at);
    if (!isMap(node)) return;
    for (const pair of node.items) {
      const inner = step(pointer, nameOf(pair));
      this.keys.set(inner, at ?? startOf(pair.key));
      this.collect(pair.value, inner, at);
    }
  }
}
