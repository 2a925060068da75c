import type { Claim } from '../../src/contract/contract.ts';
import { isValid } from '../../src/contract/json-schema.ts';
import { at, withAt } from '../../src/contract/pointer.ts';
import type { Reply } from '../../src/fault/reply.ts';
import { type Care, firstParsed, parsed, type Understood } from './reference-client.ts';

/** A reply of which a claim is made, as the client understands it, and the healthy one. */
export interface Evidence {
  understood(care: Care): Understood;
  readonly healthy: Reply;
}

/** Why a claim is not true of what a client understood; undefined if it is true. */
export const refutations: Readonly<Record<Claim, (evidence: Evidence) => string | undefined>> = {
  // It says all that the healthy one says; or it says less, and its schema demands no more.
  intact: ({ understood, healthy }) => {
    const value = whole(understood('strict'), healthy, parsed);
    if (typeof value === 'string') return value;
    const said = unfolded(bodyOf(healthy), healthy);
    if (!covers(value.value, said) && !covers(said, value.value)) return 'it says something else';
    return allValid(value.raw, healthy) ? undefined : 'it is not valid any more';
  },
  late: ({ understood, healthy }) => {
    const reply = understood('strict');
    if (reply.kind === 'error' || reply.status !== healthy.status) return 'it is another reply';
    if (reply.body === healthy.body.toString()) return undefined;
    return covers(parsed(reply.body)?.value, bodyOf(healthy)) ? undefined : 'it says something else';
  },
  doubtful: ({ understood, healthy }) => {
    const value = whole(understood('lenient'), healthy, firstParsed);
    if (typeof value === 'string') return value;
    const said = unfolded(bodyOf(healthy), healthy);
    return covers(value.value, said) || holds(value.value, said) ? undefined : 'it says something else';
  },
  lost: ({ understood, healthy }) => usable(understood('strict'), healthy) ?? usable(understood('trusting'), healthy),
  tainted: ({ understood, healthy }) => {
    const reply = understood('strict');
    if (reply.kind === 'error' || reply.status !== healthy.status) return 'it is no success';
    const json = parsed(reply.body);
    if (!json) return 'it does not parse';
    return allValid(json.value, healthy) ? 'it is valid' : undefined;
  },
};

/** Why something can be made of a reply; undefined if nothing can. */
function usable(understood: Understood, healthy: Reply): string | undefined {
  if (understood.kind === 'error' || understood.status < 200 || understood.status > 299) return undefined;
  if (healthy.documents.length === 0) return 'it is a success, and no body was promised';
  const json = parsed(understood.body);
  return json && allValid(json.value, healthy) ? 'it can be used' : undefined;
}

/** The value of a successful reply, as it stands and with the JSON in its texts; else what is wrong with it. */
function whole(
  understood: Understood,
  healthy: Reply,
  parse: typeof parsed,
): string | { raw: unknown; value: unknown } {
  if (understood.kind === 'error') return understood.why;
  if (understood.status !== healthy.status) return `its status is ${understood.status}`;
  if (healthy.body.length === 0) return understood.body === '' ? { raw: '', value: '' } : 'it has a body';
  const json = parse(understood.body);
  return json ? { raw: json.value, value: unfolded(json.value, healthy, parse) } : 'it does not parse';
}

/** The id of a message says whose reply it is, and nothing more: https://www.jsonrpc.org/specification#response_object */
function withoutId(body: unknown): unknown {
  return at(body, '/jsonrpc') === undefined ? body : withAt(body, '/id', undefined);
}

const bodyOf = ({ body }: Reply): unknown => (body.length === 0 ? '' : JSON.parse(body.toString()));

/** A body with its inner documents as values in place of their texts. */
function unfolded(body: unknown, { documents }: Reply, parse = parsed): unknown {
  const all = documents.flatMap(({ at, copies }) => (copies ? [copies.to] : at === '' ? [] : [at]));
  const said = joinedParts(withoutId(body));
  const inside = all.reduce((value, d) => withAt(value, d, parse(textOf(at(value, d)))?.value), said);
  // What is said twice is said.
  return documents.reduce((value, { copies }) => (copies ? withAt(value, copies.from, undefined) : value), inside);
}

/** The text of a list of parts, and of a text itself. */
const textOf = (content: unknown): string =>
  Array.isArray(content) ? content.map((part) => part?.text).join('') : String(content);

/** Calls that differ by nothing but their names. */
function withoutRepeats(calls: readonly object[]): readonly object[] {
  if (calls.length < 2) return calls;
  const told = (call: object) => JSON.stringify({ ...call, id: 0, call_id: 0 });
  return calls.filter((call, i) => calls.findIndex((one) => told(one) === told(call)) === i);
}

/** What a lenient reader makes of the reply of a model: parts of a text are one, and a call is made once. */
function joinedParts(said: unknown): unknown {
  const { choices, output } = (said ?? {}) as {
    choices?: { message?: { content?: unknown; tool_calls?: object[] } }[];
    output?: object[];
  };
  const calls = Array.isArray(choices) ? choices[0]?.message?.tool_calls : undefined;
  const once = Array.isArray(calls) ? withAt(said, '/choices/0/message/tool_calls', withoutRepeats(calls)) : said;
  const body = Array.isArray(output) ? withAt(once, '/output', withoutRepeats(output)) : once;
  if (!Array.isArray(choices)) return body;
  return choices.reduce<unknown>(
    (value, choice, i) =>
      Array.isArray(choice?.message?.content)
        ? withAt(value, `/choices/${i}/message/content`, textOf(choice.message.content))
        : value,
    body,
  );
}

function allValid(body: unknown, { documents }: Reply): boolean {
  return documents.every((document) => {
    if (document.at === '') return isValid(document.schema, body);
    const json = parsed(String(at(body, document.at)));
    return json !== undefined && isValid(document.schema, json.value);
  });
}

/** As `covers`, for a reader that looks for the items of a list in any order, and leaves what is too many. */
function holds(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) return Array.isArray(value) && wanted.every((item) => value.some((v) => holds(v, item)));
  // Who writes more than was there has not taken anything away.
  if (typeof wanted === 'string')
    return value === wanted || (typeof value === 'string' && value.startsWith(`${wanted} `));
  if (typeof wanted !== 'object' || wanted === null) return Object.is(value, wanted);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(wanted).every(
    ([key, inner]) => Object.hasOwn(value, key) && holds((value as Record<string, unknown>)[key], inner),
  );
}

/** Whether a value says all that another one says: its objects may have further members. */
export function covers(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return Object.is(value, wanted);
  if (typeof value !== 'object' || value === null || Array.isArray(value) !== Array.isArray(wanted)) return false;
  if (Array.isArray(wanted) && wanted.length !== (value as unknown[]).length) return false;
  return Object.entries(wanted).every(
    ([key, inner]) => Object.hasOwn(value, key) && covers((value as Record<string, unknown>)[key], inner),
  );
}
