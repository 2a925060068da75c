// The words for what a client made of a call, as measured by what it gets where nothing is wrong.
import { types } from 'node:util';

/** What stands in a cell: how many requests were made, and what the caller got. */
export function cell({ seen, requests }, healthy, ends) {
  const notes = [
    'told' in seen.said ? `\`onError\` told of ${errorName(seen.said.told)}` : '',
    seen.console ? 'writes to the console' : '',
    seen.unhandled ? `unhandled rejection of ${errorName(seen.unhandled)}` : '',
  ];
  return [`${requests} × ${outcome(seen, healthy, ends)}`, ...notes.filter(Boolean)].join('; ');
}

function outcome(seen, healthy, ends) {
  if (!seen.ended) return `**hangs**${behind(seen, healthy)}`;
  if ('error' in seen) return `throws ${errorName(seen.error)}${behind(seen, healthy)}`;
  if (typeof seen.result === 'string') return `ok: ${seen.result}`;
  return `ok: ${[...content(seen.said, healthy.said), ...ended(seen.said, healthy.said, ends)].join(', ')}`;
}

/** What was there before it ended badly. */
function behind({ said }, healthy) {
  if (!said.text && !said.uses?.length) return '';
  return ` after ${content(said, healthy.said).join(', ')}`;
}

const ended = ({ end }, healthy, ends) => (end === healthy.end ? [] : [`\`${ends}\` ${end ?? 'missing'}`]);

function content(said, healthy) {
  if (said.isError) return ['`isError`, with its text'];
  if (healthy.vectors) return [vectors(said.vectors, healthy.vectors), ...indexes(said)];
  if (healthy.hits) return [hits(said.hits, healthy.hits)];
  const parts = [];
  if (said.refusal) parts.push('a refusal');
  if (said.uses?.length || healthy.uses?.length) parts.push(uses(said.uses ?? [], healthy.uses ?? []));
  if (said.ran !== healthy.ran) parts.push(`the tool ran ${said.ran} times`);
  if (healthy.text || said.text) parts.push(words(said.text ?? '', healthy.text ?? '', 'text'));
  return parts.length > 0 ? parts : ['as healthy'];
}

/** Where a reply was lost or tainted, its texts carry a marker of the simulator. */
const unmarked = (text) => text.replaceAll(/ ?sdk[0-9a-f]{8}/g, '');

function words(given, whole, what) {
  if (typeof given !== 'string') return `a list in place of the ${what}`;
  const text = unmarked(given);
  if (text === whole) return `whole ${what}`;
  if (text === '') return `no ${what}`;
  if (whole.startsWith(text)) return `part of the ${what}`;
  if (text.includes(whole)) return `the whole ${what} and more`;
  if (text.length < whole.length && isGapped(text, whole)) return `${what} with a gap`;
  if (text.length > whole.length && isGapped(whole, text)) return `${what} with a piece twice`;
  if ([...text].sort().join() === [...whole].sort().join()) return `${what} in the wrong order`;
  return `other ${what}`;
}

/** Whether it is the longer text without one piece of it. */
function isGapped(text, longer) {
  let same = 0;
  while (same < text.length && text[same] === longer[same]) same++;
  return longer.endsWith(text.slice(same));
}

function uses(given, healthy) {
  if (given.length === 0) return 'no tool call';
  if (given.length !== healthy.length) return given.length === 1 ? 'a tool call' : `${given.length} tool calls`;
  const [[name, args, invalid]] = given;
  const [[healthyName, healthyArgs]] = healthy;
  const told = args === '{}' ? 'empty arguments' : words(args, healthyArgs, 'arguments');
  const marked = invalid ? ', marked as invalid' : '';
  return `${name === healthyName ? 'a tool call' : 'a call of an unknown tool'} with ${told}${marked}`;
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

function vectors(given, healthy) {
  if (!given) return 'no vectors';
  if (same(given, healthy)) return 'whole vectors';
  if (given.length !== healthy.length) return `${given.length} of ${healthy.length} vectors`;
  if (given.some((vector) => !Array.isArray(vector))) return 'vectors that are no lists';
  if (given.some((vector) => vector.some((n) => !Number.isFinite(n))))
    return 'a vector with something else than numbers';
  if (given.some((vector) => vector.every((n) => n === 0))) return 'a vector of zeros';
  const lengths = [...new Set(given.map(({ length }) => length))];
  if (!same(lengths, [healthy[0].length]))
    return `vectors of ${lengths.join(' and ')} numbers, not ${healthy[0].length}`;
  if (same([...given].map(String).sort(), [...healthy].map(String).sort())) return 'the vectors in the wrong order';
  return 'other vectors';
}

/** Where each vector says which text it is of. */
const indexes = ({ indexes: given }) =>
  given?.some((index, i) => index !== i) ? [`\`index\` ${given.join(', ')}`] : [];

function hits(given, healthy) {
  if (!given) return 'no hits';
  const bare = JSON.parse(unmarked(JSON.stringify(given)));
  if (same(bare, healthy)) return 'whole hits';
  if (bare.length === 0) return 'no hits';
  if (bare.length !== healthy.length) return `${bare.length} hits instead of ${healthy.length}`;
  if (bare.some(([, score]) => score === null || score === undefined)) return 'a hit without a score';
  const ids = bare.map(([id]) => id);
  if (new Set(ids).size < ids.length) return 'the same hit twice';
  if (bare.some(([, , payload], i) => payload == null && healthy[i][2] != null)) return 'a hit without a payload';
  if (same([...bare].sort(), [...healthy].sort())) return 'the hits in the wrong order';
  return 'other hits';
}

/** Errors of a class of their own say who they are; of the others, the words are told. */
function errorName(error) {
  if (!types.isNativeError(error) && !(error instanceof DOMException))
    return `${typeof error === 'string' ? 'a text' : 'an object'} that is no Error`;
  const named = [error.name, error.constructor.name].find((name) => name && name !== 'Error') ?? 'Error';
  const status = error.status ?? error.statusCode ?? error.code;
  const known = typeof status === 'number' && !(error instanceof DOMException) ? ` (${status})` : '';
  const last = error.lastError ? ` of ${errorName(error.lastError)}` : '';
  const tells = !known && general.includes(named) && fits.test(error.message);
  return `${named}${known}${last}${tells ? `: ${unmarked(error.message)}` : ''}`;
}

/** Names that say nothing of what happened. */
const general = ['Error', 'TypeError', 'OpenAIError', 'AnthropicError', 'CohereError'];
/** A message that a table has room for, and that quotes no garbage. */
const fits = /^[\x20-\x7e]{1,80}$/;
