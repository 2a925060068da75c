import { constants, gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../src/fault/fault.ts';
import { render, renderHead } from '../../src/fault/reply.ts';
import { faultsOf, protocolNamed } from '../../src/protocol/index.ts';
import { type Played, playOnPaper } from './paper-exchange.ts';
import { corners } from './params.ts';
import { parsed, understand } from './reference-client.ts';
import { callFaults, get, sites, sitesFor, targetOf } from './sites.ts';

// The law: a fault does what its name and its summary say. What it leaves is only half of that: a reset and an orderly
// end both leave nothing, and components handle them in different places of their code.

interface Deed extends Played {
  readonly params: Readonly<Record<string, unknown>>;
  readonly status: number | undefined;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  readonly whole: Buffer;
}

const thing = get(
  'a thing',
  {
    type: 'object',
    required: ['id', 'kind', 'size', 'tags'],
    properties: {
      id: { type: 'string', minLength: 2, maxLength: 6 },
      kind: { enum: ['a', 'b'] },
      size: { type: 'integer', minimum: 0, maximum: 10 },
      tags: { type: 'array', minItems: 1, maxItems: 3, items: { type: 'string' } },
    },
  },
  { id: 'grün', kind: 'a', size: 3, tags: ['x', 'y'] },
);
const switches = sites.find((site) => site.what === 'switches in a café')!;
const effect = sites.find((site) => site.what === 'an effect')!;
const stream = sites.find((site) => site.what === 'structured output of the contract, streamed')!;

const status = (wanted: number) => (deed: Deed) => expect([deed.status, deed.end]).toEqual([wanted, 'complete']);
const statusOfParams = (deed: Deed) => status(deed.params.status as number)(deed);
const prefix = ({ bytes, whole, params }: Deed) => {
  expect(bytes.equals(whole.subarray(0, bytes.length))).toBe(true);
  expect(Math.floor((whole.length * (params.after as number)) / 100)).toBe(bytes.length);
};
const text = (deed: Deed) => deed.bytes.toString('latin1');
const headOf = (deed: Deed) => text(deed).slice(0, text(deed).indexOf('\r\n\r\n'));
const bodyOf = ({ bytes }: Deed) => bytes.subarray(bytes.indexOf('\r\n\r\n') + 4);
const said = (deed: Deed, name: string) =>
  [...headOf(deed).matchAll(new RegExp(`\\r\\n${name}: (.*)`, 'g'))].map((m) => m[1]);
const nothing = (end: Deed['end']) => (deed: Deed) => expect([deed.bytes.length, deed.end]).toEqual([0, end]);
/** The healthy bytes up to a cut within the head. */
const insideHead = (end: Deed['end']) => (deed: Deed) => {
  expect(deed.end).toBe(end);
  expect(deed.whole.subarray(0, deed.bytes.length).equals(deed.bytes)).toBe(true);
  const lines = text(deed).split('\r\n').length;
  expect(lines).toBe(deed.params.inside === 'a header' ? 2 : 1);
};
/** The healthy body in chunks, as far as it was sent. */
function unchunked(deed: Deed): { body: string; ends: boolean } {
  const whole = bodyOf(deed).toString();
  const body = [...whole.matchAll(/(?:^|\r\n)([0-9a-f]+)(?:;[a-z=]+)?\r\n(?!\r\n)/g)]
    .map((m) => whole.slice(m.index + m[0].length, m.index + m[0].length + lettersOf(whole, m)))
    .join('');
  return { body, ends: /(?:^|\r\n)0\r\n(?:[a-z-]+: [a-z]+\r\n)*\r\n$/.test(whole) };
}
const lettersOf = (whole: string, m: RegExpMatchArray) =>
  Buffer.from(whole.slice(m.index! + m[0].length))
    .subarray(0, Number.parseInt(m[1]!, 16))
    .toString().length;
const healthyBehind = (deed: Deed, wanted: string | Buffer) =>
  expect(bodyOf(deed).equals(Buffer.from(wanted as string))).toBe(true);
/** How many of the healthy frames were sent one by one, and what came behind them. */
function framesIn(deed: Deed): { sent: number; half: string; ended: boolean } {
  const { body, ended } = dechunked(bodyOf(deed));
  let [sent, at] = [0, 0];
  for (const { bytes } of deed.healthy.stream!.frames) {
    if (!body.subarray(at, at + bytes.length).equals(bytes)) break;
    sent++;
    at += bytes.length;
  }
  return { sent, half: body.toString('latin1', at), ended };
}

function dechunked(bytes: Buffer): { body: Buffer; ended: boolean } {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const line = bytes.indexOf('\r\n', at);
    const length = Number.parseInt(bytes.toString('latin1', at, line), 16);
    if (length === 0) return { body: Buffer.concat(parts), ended: true };
    parts.push(bytes.subarray(line + 2, line + 2 + length));
    at = line + 4 + length;
  }
  return { body: Buffer.concat(parts), ended: false };
}
const endOf = ({ stream }: Deed['healthy']) => stream!.frames.findIndex(({ role }) => role === 'terminal');
const framesOf = ({ body }: { readonly body: string | Buffer }) => body.toString().split(/(?<=\n\n)/);
const changedFrames = (deed: Deed) => framesOf(deed).filter((frame) => !framesOf(deed.healthy).includes(frame));
const waits = (deed: Deed) => deed.steps.flatMap((step) => ('waited' in step ? [step.waited] : []));
const json = ({ body }: { readonly body: string | Buffer }) => JSON.parse(body.toString()) as Record<string, unknown>;

interface Spoken {
  readonly finish_reason: string;
  readonly message: {
    readonly content: unknown;
    readonly tool_calls?: readonly { id: string; function: { name: string; arguments: string } }[];
  };
}
const choice = (reply: { readonly body: string | Buffer }) => (json(reply).choices as Spoken[])[0]!;
const textOf = (reply: { readonly body: string | Buffer }) => choice(reply).message.content as string;
const callsOf = (reply: { readonly body: string | Buffer }) =>
  choice(reply).message.tool_calls!.map((call) => call.function);
const vectors = (reply: { readonly body: string | Buffer }) =>
  json(reply).data as { index: number; embedding: (number | null)[] }[];
const hitsOf = (body: string | Buffer) => (json({ body }).result as { points: Record<string, unknown>[] }).points;
const ranksOf = (body: string | Buffer) => (json({ body }).results as { index: number }[]).map(({ index }) => index);

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members that are there no more, new, or another value. */
function changes({ body, healthy }: Deed): Record<string, unknown> {
  const [before, after] = [json(healthy), json({ body })];
  if (!isObject(after)) return { '': after };
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return Object.fromEntries(changed.map((key) => [key, key in after ? after[key] : 'is missing']));
}
const one = (is: (value: unknown, was: unknown) => boolean) => (deed: Deed) => {
  const all = Object.entries(changes(deed));
  expect(all).toHaveLength(1);
  const [key, value] = all[0]!;
  const was = key === '' ? json(deed.healthy) : json(deed.healthy)[key];
  expect({ key, value, fits: is(value, was) }).toEqual({ key, value, fits: true });
};
const kindOf = (value: unknown) => (Array.isArray(value) ? 'list' : typeof value);
const inner = (value: unknown) => (Array.isArray(value) ? value.find((v) => typeof v !== 'string') : value);
const lengthOf = (value: unknown) => (typeof value === 'string' ? [...value].length : (value as unknown[]).length);

const advice: Readonly<Record<string, (headers: Deed['headers']) => void>> = {
  none: (h) => expect([h.get('retry-after'), h.get('retry-after-ms')]).toEqual([undefined, undefined]),
  '300 ms': (h) => expect(h.get('retry-after-ms')).toBe('300'),
  'one second': (h) => expect(h.get('retry-after')).toBe('1'),
  'a date': (h) => expect(Date.parse(h.get('retry-after')!)).toBeGreaterThan(1_764_000_000_000),
  'an hour': (h) => expect(h.get('retry-after')).toBe('3600'),
  zero: (h) => expect(h.get('retry-after')).toBe('0'),
  negative: (h) => expect(h.get('retry-after')).toMatch(/^-\d/),
  garbage: (h) => expect([Number(h.get('retry-after')), Date.parse(h.get('retry-after')!)]).toEqual([NaN, NaN]),
};

const internal = { code: -32603, message: expect.any(String) };

const deeds: Readonly<Record<string, (deed: Deed) => void>> = {
  silence: nothing('open'),
  'committed-then-silence': nothing('open'),
  'committed-then-reset': nothing('reset'),
  'stale-connection': nothing('reset'),
  'closed-while-idle': ({ bytes, whole, end }) => expect([bytes.equals(whole), end]).toEqual([true, 'complete']),
  'reset-inside-head': insideHead('reset'),
  'close-inside-head': insideHead('closed'),
  'reset-before-reply': ({ bytes, end }) => expect([bytes.length, end]).toEqual([0, 'reset']),
  'close-before-reply': ({ bytes, end }) => expect([bytes.length, end]).toEqual([0, 'closed']),
  'reset-inside-reply': (deed) => {
    expect(deed.end).toBe('reset');
    prefix(deed);
  },
  'close-inside-reply': (deed) => {
    expect(deed.end).toBe('closed');
    prefix(deed);
  },

  'server-error': statusOfParams,
  'try-again': statusOfParams,
  'client-error': statusOfParams,
  unauthorized: statusOfParams,
  'rate-limited': (deed) => {
    status(429)(deed);
    advice[deed.params.advice as string]!(deed.headers);
  },
  'unavailable-for-now': (deed) => {
    status(503)(deed);
    expect(deed.headers.get('retry-after')).toBe(deed.params.seconds);
  },
  'never-retry': (deed) => {
    status(500)(deed);
    expect(deed.headers.get('x-should-retry')).toBe('false');
  },
  'html-page': (deed) => {
    status(502)(deed);
    expect([deed.headers.get('content-type'), deed.body.slice(0, 15)]).toEqual(['text/html', '<!DOCTYPE html>']);
  },
  'html-in-200': (deed) => {
    status(200)(deed);
    expect([deed.headers.get('content-type'), deed.body.slice(0, 15)]).toEqual(['text/html', '<!DOCTYPE html>']);
  },
  'empty-reply': (deed) => {
    status(200)(deed);
    expect(deed.body).toBe('');
  },
  'error-in-200': (deed) => {
    status(200)(deed);
    expect(json(deed)).toHaveProperty('error.message');
  },
  'wrong-content-type': (deed) => {
    status(200)(deed);
    expect(deed.headers.get('content-type') ?? null).toBe(deed.params.type);
    expect(deed.body).toBe(deed.healthy.body.toString());
  },
  'odd-retry-after': (deed) => {
    status(429)(deed);
    const values = said(deed, 'retry-after');
    const is = {
      'a fraction': () => expect(values).toEqual([expect.stringMatching(/^0\.\d$/)]),
      'two that differ': () => expect(new Set(values).size).toBe(2),
      'a past date': () => expect(Date.parse(values[0]!)).toBeLessThan(1_764_000_000_000),
      nothing: () => expect(values).toEqual(['']),
      'a thousand years': () => expect(Number(values[0]) / 365 / 86_400).toBeGreaterThan(999),
    };
    is[deed.params.spelling as keyof typeof is]();
  },
  'odd-status': statusOfParams,
  'cdn-page': (deed) => {
    statusOfParams(deed);
    expect([deed.headers.get('content-type'), deed.body.slice(0, 15)]).toEqual(['text/html', '<!DOCTYPE html>']);
  },
  'plain-text-error': (deed) => {
    statusOfParams(deed);
    expect(deed.headers.get('content-type')).toBe('text/plain');
    expect(parsed(deed.body)).toBeUndefined();
  },
  'switching-protocols': (deed) => {
    status(101)(deed);
    expect([said(deed, 'upgrade'), bodyOf(deed).length]).toEqual([['websocket'], 0]);
  },
  'control-character': (deed) => {
    const [line] = headOf(deed)
      .split('\r\n')
      .filter((one) => /[\0-\x1f]/.test(one));
    expect(line).toMatch(/^[a-z-]+: .*\x01/);
    expect(text(deed).replace(`${line}\r\n`, '')).toBe(deed.whole.toString('latin1'));
  },
  'no-content': (deed) => {
    status(204)(deed);
    expect(bodyOf(deed).length).toBe(0);
  },
  'redirect-loop': (deed) => {
    statusOfParams(deed);
    expect(deed.headers.get('location')).toMatch(/^\/./);
  },
  'redirect-nowhere': (deed) => {
    statusOfParams(deed);
    expect(deed.headers.get('location')).toMatch(/^http:\/\/127\.0\.0\.1:/);
  },
  chunked: (deed) => {
    expect([said(deed, 'transfer-encoding'), said(deed, 'content-length')]).toEqual([['chunked'], []]);
    expect(unchunked(deed)).toEqual({ body: deed.healthy.body.toString(), ends: true });
    const framing = bodyOf(deed).toString();
    expect([
      /\n[0-9a-f]+;/.test(`\n${framing}`),
      /\r\n0\r\nx-/.test(framing),
      framing.split('\r\n').length > 12,
    ]).toEqual([
      deed.params.as === 'chunks with extensions',
      deed.params.as === 'chunks and a trailer',
      deed.params.as === 'tiny chunks',
    ]);
  },
  'cut-chunks': (deed) => {
    const { body, ends } = unchunked(deed);
    expect(body.length).toBeGreaterThan(0);
    expect(deed.healthy.body.toString().startsWith(body)).toBe(true);
    expect(body.length).toBeLessThan(deed.healthy.body.toString().length);
    const how = { closed: ['closed', false], reset: ['reset', false], 'in order': ['complete', true] };
    expect([deed.end, ends]).toEqual(how[deed.params.ends as keyof typeof how]);
  },
  'bad-chunk-size': (deed) => {
    const sizes = bodyOf(deed)
      .toString()
      .split('\r\n')
      .filter((_, i) => i % 2 === 0);
    expect(sizes).toContain(deed.params.size);
    expect(/^[0-9a-f]{1,8}$/.test(deed.params.size as string)).toBe(false);
  },
  'until-close': (deed) => {
    expect([said(deed, 'connection'), said(deed, 'content-length'), deed.end]).toEqual([['close'], [], 'closed']);
    healthyBehind(deed, deed.healthy.body);
  },
  'slow-close': (deed) => {
    expect([said(deed, 'connection'), said(deed, 'content-length'), deed.end]).toEqual([['close'], [], 'closed']);
    healthyBehind(deed, deed.healthy.body);
    expect(deed.steps).toEqual([{ sent: deed.bytes.length }, { waited: deed.params.ms }]);
  },
  'many-headers': (deed) => {
    status(200)(deed);
    const lines = headOf(deed).split('\r\n').length;
    expect(lines).toBeGreaterThan(45);
    expect(lines).toBeLessThan(64);
    expect(said(deed, 'Set-Cookie').length).toBeGreaterThan(1);
    healthyBehind(deed, deed.healthy.body);
  },
  'header-overflow': (deed) => {
    const lines = headOf(deed).split('\r\n').length;
    const floor = { '900 headers': [900, 0], 'one of 20 KB': [0, 20_000], '80 KB': [0, 80_000] };
    const [least, size] = floor[deed.params.what as keyof typeof floor] as [number, number];
    expect([lines > least, headOf(deed).length > size]).toEqual([true, true]);
    healthyBehind(deed, deed.healthy.body);
  },
  'length-too-small': (deed) => {
    expect(Number(said(deed, 'content-length')[0])).toBeLessThan(deed.healthy.body.length);
    healthyBehind(deed, deed.healthy.body);
    expect(deed.end).toBe('closed');
  },
  'length-too-large': (deed) => {
    expect(Number(said(deed, 'content-length')[0])).toBeGreaterThan(deed.healthy.body.length);
    healthyBehind(deed, deed.healthy.body);
    expect(deed.end).toBe('closed');
  },
  'two-lengths': (deed) => {
    const [first, second, ...more] = said(deed, 'content-length');
    expect([first, more]).toEqual([`${deed.healthy.body.length}`, []]);
    expect(second === first).toBe(deed.params.second === 'the same');
    healthyBehind(deed, deed.healthy.body);
  },
  'length-and-chunks': (deed) => {
    expect([said(deed, 'transfer-encoding'), said(deed, 'content-length').length]).toEqual([['chunked'], 1]);
    expect(unchunked(deed)).toEqual({ body: deed.healthy.body.toString(), ends: true });
  },
  compressed: (deed) => {
    expect(said(deed, 'content-encoding')).toEqual(['gzip']);
    expect(gunzipSync(bodyOf(deed)).equals(deed.healthy.body)).toBe(true);
  },
  'damaged-gzip': (deed) => {
    expect(said(deed, 'content-encoding')).toEqual(['gzip']);
    expect(() => gunzipSync(bodyOf(deed))).toThrow();
    const readable = () => gunzipSync(bodyOf(deed), { finishFlush: constants.Z_SYNC_FLUSH }).toString();
    if (deed.params.how === 'corrupt') return expect(readable).toThrow();
    expect(deed.healthy.body.toString().startsWith(readable().replaceAll('\ufffd', ''))).toBe(true);
    expect(readable().length).toBeGreaterThan(deed.healthy.body.length * 0.3);
  },
  'false-encoding': (deed) => {
    expect(said(deed, 'content-encoding')).toEqual([deed.params.coding]);
    healthyBehind(deed, deed.healthy.body);
  },
  'interim-replies': (deed) => {
    const before = text(deed).slice(0, deed.bytes.length - deed.whole.length);
    expect(deed.bytes.subarray(before.length).equals(deed.whole)).toBe(true);
    expect(before).toMatch(/^(HTTP\/1\.1 1\d\d [A-Z].*\r\n\r\n)+$/);
    expect(before.split('\r\n\r\n').length > 10).toBe(deed.params.what === 'twenty of them');
  },
  'endless-interim-replies': (deed) => {
    expect(text(deed)).toMatch(/^(HTTP\/1\.1 102 Processing\r\n\r\n){1000,}$/);
    expect([new Set(waits(deed)).size, deed.end]).toEqual([1, 'open']);
  },
  'second-reply': ({ bytes, whole, end }) => {
    expect(bytes.subarray(0, whole.length).equals(whole)).toBe(true);
    expect(bytes.toString('latin1', whole.length)).toMatch(/^HTTP\/1\.1 500 /);
    expect(end).toBe('closed');
  },
  'bad-status-line': (deed) => {
    expect(headOf(deed).split('\r\n')[0]).toBe(deed.params.line);
    expect(/^HTTP\/1\.1 \d{3} /.test(headOf(deed))).toBe(false);
    expect(bodyOf(deed).equals(deed.healthy.body)).toBe(true);
  },
  'line-feeds-only': ({ bytes, whole }) => {
    expect(bytes.includes('\r')).toBe(false);
    expect(bytes.toString()).toBe(whole.toString().replaceAll('\r\n', '\n'));
  },
  'lost-session': status(404),
  'accepted-request': (deed) => {
    status(202)(deed);
    expect(deed.body).toBe('');
  },
  'rpc-internal-error': (deed) => {
    status(200)(deed);
    expect(json(deed)).toEqual({ jsonrpc: '2.0', id: json(deed.healthy).id, error: internal });
  },
  'error-without-id': (deed) => {
    status(200)(deed);
    expect(json(deed)).toEqual({ jsonrpc: '2.0', error: internal, ...(deed.params.id === 'none' ? {} : { id: null }) });
  },
  'is-error-result': (deed) => {
    status(200)(deed);
    const text = expect.stringMatching(/^Error: .*\n +at /);
    expect(changes(deed)).toEqual({ result: { isError: true, content: [{ type: 'text', text }] } });
  },
  'wrong-id': (deed) =>
    expect(changes(deed)).toEqual({ id: deed.params.id === 'none' ? 'is missing' : expect.any(Number) }),
  'result-and-error': (deed) => expect(changes(deed)).toEqual({ error: internal }),
  'no-result-content': (deed) =>
    expect(changes(deed)).toEqual({ result: deed.params.content === 'none' ? {} : { content: [] } }),
  'unknown-content-type': (deed) =>
    expect(changes(deed)).toEqual({ result: { content: [expect.objectContaining({ type: 'x-table' })] } }),
  'unstructured-result': (deed) => {
    const { content } = json(deed.healthy).result as { content: unknown };
    expect(changes(deed)).toEqual({ result: { content } });
  },
  'notifications-first': (deed) => {
    const methods = [...deed.bytes.toString().matchAll(/"method":"notifications\/(\w+)"/g)].map((m) => m[1]);
    const named = { 'a log message': 'message', progress: 'progress', 'an unknown one': 'x_custom' };
    const method = named[deed.params.what as keyof typeof named];
    expect(methods).toEqual([method, method]);
  },
  'insufficient-quota': (deed) => {
    status(429)(deed);
    expect(json(deed)).toMatchObject({ error: { code: deed.params.code, type: 'insufficient_quota' } });
  },
  'retry-anyway': (deed) => {
    status(400)(deed);
    expect(deed.headers.get('x-should-retry')).toBe('true');
  },
  'cut-at-length': (deed) => {
    expect(choice(deed).finish_reason).toBe('length');
    expect(textOf(deed.healthy)).toContain(textOf(deed));
    expect(textOf(deed).length).toBeLessThan(textOf(deed.healthy).length);
  },
  'content-filter': (deed) => {
    expect(choice(deed).finish_reason).toBe('content_filter');
    expect(textOf(deed).length).toBeLessThan(textOf(deed.healthy).length);
  },
  'refused-answer': (deed) => {
    expect(choice(deed).message).toMatchObject({ content: null, refusal: expect.stringContaining('sdk0badcafe') });
  },
  'null-content': (deed) => expect([choice(deed).message.content, choice(deed).finish_reason]).toEqual([null, 'stop']),
  'empty-content': (deed) => expect([choice(deed).message.content, choice(deed).finish_reason]).toEqual(['', 'stop']),
  'no-choices': (deed) => expect(json(deed).choices).toEqual([]),
  'missing-usage': (deed) => expect(changes(deed)).toEqual({ usage: 'is missing' }),
  'cut-arguments': (deed) => {
    const [now, before] = [callsOf(deed)[0]!, callsOf(deed.healthy)[0]!];
    expect(before.arguments.startsWith(now.arguments)).toBe(true);
    expect([parsed(now.arguments), choice(deed).finish_reason]).toEqual([undefined, 'tool_calls']);
  },
  'unparsable-arguments': (deed) => {
    const [now, before] = [callsOf(deed)[0]!, callsOf(deed.healthy)[0]!];
    expect(now.arguments.slice(1, -1)).toBe(before.arguments.replaceAll('"', "'"));
    expect(parsed(now.arguments)).toBeUndefined();
  },
  'empty-arguments': (deed) => expect(callsOf(deed)[0]!.arguments).toBe(''),
  'unknown-tool': (deed) => {
    expect(callsOf(deed)[0]!.arguments).toBe(callsOf(deed.healthy)[0]!.arguments);
    expect(callsOf(deed)[0]!.name).not.toBe('look_up');
  },
  'repeated-tool-call': (deed) => {
    const [first, second, ...more] = callsOf(deed);
    expect([second, more]).toEqual([first, []]);
    expect(new Set(choice(deed).message.tool_calls!.map(({ id }) => id)).size).toBe(2);
  },
  'endless-tool-calls': (deed) => {
    expect([choice(deed.healthy).finish_reason, choice(deed).finish_reason]).toEqual(['stop', 'tool_calls']);
    expect(callsOf(deed)).toMatchObject([{ name: 'look_up' }]);
  },
  'fenced-json': (deed) => expect(textOf(deed)).toBe(`\`\`\`json\n${textOf(deed.healthy)}\n\`\`\``),
  'chatty-json': (deed) => {
    expect(textOf(deed)).toContain(`\n\n${textOf(deed.healthy)}\n\n`);
    expect(textOf(deed)).toMatch(/^Sure!.*\.$/s);
  },
  'content-parts': (deed) => {
    expect(choice(deed).message.content).toEqual([{ type: 'text', text: textOf(deed.healthy) }]);
  },
  'failed-response': (deed) => {
    expect(json(deed)).toMatchObject({ status: 'failed', output: [], error: { code: 'server_error' } });
  },
  'reasoning-only': (deed) => {
    expect(json(deed)).toMatchObject({ status: 'completed', output: [{ type: 'reasoning' }] });
  },
  'unknown-event': (deed) => {
    expect(changedFrames(deed).filter((frame) => frame.startsWith('event: response.x_added_later'))).toHaveLength(1);
    expect(framesOf(deed)).toHaveLength(framesOf(deed.healthy).length + 1);
    const places = framesOf(deed).map((frame) => Number(/"sequence_number":(\d+)/.exec(frame)![1]));
    expect(places).toEqual(places.map((_, i) => i));
  },
  'chunk-without-choices': (deed) => {
    const [first, ...others] = framesOf(deed);
    expect([first, others]).toEqual([expect.stringContaining('"choices":[]'), framesOf(deed.healthy)]);
  },
  'fewer-vectors': (deed) => expect(vectors(deed)).toEqual(vectors(deed.healthy).slice(0, 2)),
  'reordered-vectors': (deed) => expect(vectors(deed)).toEqual([...vectors(deed.healthy)].reverse()),
  'vectors-share-index': (deed) => {
    expect(vectors(deed)).toEqual(vectors(deed.healthy).map((one) => ({ ...one, index: 0 })));
  },
  'null-in-vector': (deed) => {
    for (const [i, { embedding }] of vectors(deed).entries())
      expect(embedding).toEqual([null, ...vectors(deed.healthy)[i]!.embedding.slice(1)]);
  },
  'wrong-dimension': (deed) => expect(vectors(deed).map(({ embedding }) => embedding.length)).toEqual([16, 16, 16]),
  'zero-vector': (deed) => expect(new Set(vectors(deed).flatMap(({ embedding }) => embedding))).toEqual(new Set([0])),
  'floats-for-base64': (deed) => {
    const packed = json(deed.healthy).data as { embedding: string }[];
    for (const [i, { embedding }] of vectors(deed).entries())
      expect(Buffer.from(Float32Array.from(embedding as number[]).buffer).toString('base64')).toBe(
        packed[i]!.embedding,
      );
  },
  overloaded: (deed) => {
    status(529)(deed);
    expect(json(deed)).toMatchObject({ type: 'error', error: { type: 'overloaded_error' } });
    expect(said(deed, 'x-should-retry')).toEqual(['true']);
  },
  'spend-limit-reached': (deed) => {
    status(429)(deed);
    expect(json(deed)).toMatchObject({ error: { details: { error_code: 'enforced_spend_limit_reached' } } });
    expect(said(deed, 'retry-after')).toEqual([]);
  },
  'request-too-large': (deed) => {
    status(413)(deed);
    expect(json(deed)).toMatchObject({ error: { type: 'request_too_large' } });
    expect(said(deed, 'request-id')).toEqual([]);
  },
  'stop-for-refusal': (deed) => {
    status(200)(deed);
    expect(changes(deed)).toMatchObject({ content: [], stop_reason: 'refusal', stop_details: { type: 'refusal' } });
  },
  'cut-tool-input': (deed) => {
    const { content, stop_reason: reason } = json(deed) as { content: { input?: object }[]; stop_reason: string };
    expect([content.at(-1)!.input, reason]).toEqual([{}, deed.params.reason]);
  },
  'cut-at-limit': (deed) => {
    const [before, after] = [json(deed.healthy), json(deed)].map((m) => (m.content as { text: string }[])[0]!.text);
    expect(before!.startsWith(after!) && after!.length < before!.length).toBe(true);
    expect([parsed(after!), json(deed).stop_reason]).toEqual([undefined, deed.params.reason]);
  },
  'stop-without-end': (deed) => {
    const end = 'event: message_stop\ndata: {"type":"message_stop"}\n\n';
    expect(`${deed.body}${end}`).toBe(deed.healthy.body.toString());
  },
  'unknown-events': (deed) => {
    const added = /event: message_progress\ndata: .*\n\n/g;
    expect(deed.body.match(added)!.length).toBeGreaterThan(5);
    expect(deed.body.replaceAll(added, '')).toBe(deed.healthy.body.toString());
  },
  'unknown-block': (deed) => {
    const before = json(deed.healthy).content as unknown[];
    expect(changes(deed)).toEqual({ content: [...before, expect.objectContaining({ type: 'recollection' })] });
  },
  'model-unavailable': (deed) => {
    status(503)(deed);
    expect(json(deed)).toMatchObject({ error: { status: 'UNAVAILABLE' } });
  },
  'quota-with-retry-info': (deed) => {
    status(429)(deed);
    const { details } = json(deed).error as { details: [{ violations: { quotaId: string }[] }, object] };
    expect(details[0].violations[0]!.quotaId.includes('PerDay')).toBe(deed.params.quota === 'per day');
    expect(details[1]).toMatchObject({ retryDelay: expect.stringMatching(/^[0-9.]+s$/) });
    expect(said(deed, 'retry-after')).toEqual([]);
  },
  'blocked-prompt': (deed) => {
    status(200)(deed);
    expect(changes(deed)).toEqual({
      candidates: 'is missing',
      promptFeedback: { blockReason: deed.params.reason },
    });
  },
  'no-candidates': (deed) => expect(changes(deed)).toEqual({ candidates: 'is missing' }),
  'empty-stop': (deed) => {
    const nothing = deed.params.content === 'no parts' ? { parts: [] } : {};
    expect(changes(deed)).toEqual({
      candidates: [{ content: { ...nothing, role: 'model' }, finishReason: 'STOP', index: 0 }],
    });
  },
  'finished-for-safety': (deed) =>
    expect(changes(deed)).toEqual({ candidates: [{ finishReason: deed.params.reason, index: 0 }] }),
  'thought-to-the-end': (deed) => {
    const { candidates, usageMetadata } = changes(deed);
    expect(candidates).toMatchObject([{ content: { role: 'model' }, finishReason: 'MAX_TOKENS' }]);
    const usage = json(deed.healthy).usageMetadata as Record<string, number>;
    expect((usageMetadata as Record<string, number>).totalTokenCount).toBe(usage.totalTokenCount);
  },
  'cut-candidate': (deed) => {
    const [before, after] = [json(deed.healthy), json(deed)].map(
      (body) => (body.candidates as { finishReason: string; content: { parts: [{ text: string }] } }[])[0]!,
    );
    const [whole, part] = [before!, after!].map((candidate) => candidate.content.parts[0].text);
    expect(whole!.startsWith(part!) && part!.length < whole!.length).toBe(true);
    expect([parsed(part!), after!.finishReason]).toEqual([undefined, deed.params.reason]);
  },
  'malformed-function-call': (deed) => {
    const { candidates } = changes(deed) as { candidates: object[] };
    expect(candidates).toMatchObject([
      { content: { role: 'model' }, finishReason: 'MALFORMED_FUNCTION_CALL', finishMessage: expect.any(String) },
    ]);
  },

  'cut-body': ({ bytes, healthy, end, params }) => {
    const at = bytes.indexOf('\r\n\r\n') + 4;
    const length = /content-length: (\d+)/.exec(bytes.toString('latin1', 0, at))?.[1];
    const part = bytes.subarray(at);
    expect(part.equals(healthy.body.subarray(0, part.length))).toBe(true);
    expect(part.length).toBe(Math.floor((healthy.body.length * (params.after as number)) / 100));
    const says = {
      full: [`${healthy.body.length}`, 'closed'],
      cut: [`${part.length}`, 'complete'],
      none: [undefined, 'closed'],
    };
    expect([length, end]).toEqual(says[params.length as keyof typeof says]);
  },
  'garbage-body': (deed) => {
    status(200)(deed);
    expect(parsed(deed.body)).toBeUndefined();
  },
  'huge-body': (deed) => {
    expect(deed.bytes.length).toBeGreaterThan(8 * 1024 * 1024);
    expect(changes(deed)).toEqual({});
  },
  'reply-twice': (deed) => {
    const { body } = deed.healthy;
    healthyBehind(deed, `${body}${deed.params.between}${body}`);
  },
  'junk-after-reply': (deed) => {
    const junk = deed.body.slice(deed.healthy.body.toString().length);
    expect(deed.body.startsWith(deed.healthy.body.toString())).toBe(true);
    const looks = { NUL: /^\0$/, 'a bracket': /^\}$/, 'a comment': /^\s<!--.*-->\s$/, 'a warning': /Warning/ };
    expect(junk).toMatch(looks[deed.params.junk as keyof typeof looks]);
  },
  'bom-reply': (deed) => healthyBehind(deed, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), deed.healthy.body])),
  'utf-16-reply': (deed) => {
    const [marked, type] = [bodyOf(deed).readUInt16LE(0) === 0xfeff, deed.headers.get('content-type')];
    expect(bodyOf(deed).toString('utf16le').replace('\ufeff', '')).toBe(deed.healthy.body.toString());
    expect([marked, /utf-16/.test(type!)]).toEqual([deed.params.says !== 'charset', deed.params.says === 'charset']);
  },
  'latin-1-reply': (deed) => {
    expect(bodyOf(deed).toString('latin1')).toBe(deed.healthy.body.toString());
    expect(bodyOf(deed).equals(deed.healthy.body)).toBe(false);
    expect(deed.headers.get('content-type')).toMatch(/charset=iso-8859-1$/);
  },
  'invalid-utf-8': (deed) => {
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bodyOf(deed))).toThrow();
    expect(deed.body.replaceAll('\ufffd', '')).toBe(deed.healthy.body.toString());
  },
  'members-twice': (deed) => {
    expect(json(deed)).toEqual(json(deed.healthy));
    const [first] = Object.keys(json(deed.healthy));
    expect(deed.body.split(`"${first}":`)).toHaveLength(3);
  },
  'deep-reply': (deed) => {
    const added = Object.keys(json(deed)).filter((key) => !(key in json(deed.healthy)));
    expect(added).toEqual(['x_added_later']);
    expect(deed.body.match(/\[+/g)!.map((m) => m.length)).toContain(deed.params.depth);
  },
  'quoted-reply': (deed) => expect(JSON.parse(JSON.parse(deed.body) as string)).toEqual(json(deed.healthy)),
  'bare-reply': (deed) => expect(deed.body).toBe('{}'),
  'padded-reply': (deed) => {
    expect(deed.body).toMatch(/^\s.*\s$/s);
    expect(deed.body.trim()).toBe(deed.healthy.body.toString());
  },
  'escaped-unicode': (deed) => {
    expect([deed.body.includes('\\u00fc'), deed.body.includes('ü')]).toEqual([true, false]);
    expect(changes(deed)).toEqual({});
  },
  'byte-slices': ({ bytes, whole, steps }) => {
    expect(bytes.equals(whole)).toBe(true);
    expect(steps).toEqual(Array.from(whole, () => ({ sent: 1 })));
  },

  'missing-terminator': (deed) => {
    const { sent, ended, half } = framesIn(deed);
    const end = endOf(deed.healthy);
    expect([deed.end, ended, half]).toEqual(['complete', true, '']);
    expect(sent).toBe({ all: end, half: Math.floor(end / 2), none: 0 }[deed.params.content as string]);
  },
  'cut-frame': (deed) => {
    const { sent, ended, half } = framesIn(deed);
    const how = { closed: ['closed', false], reset: ['reset', false], 'in order': ['complete', true] };
    expect([deed.end, ended]).toEqual(how[deed.params.ends as keyof typeof how]);
    expect(sent).toBeLessThan(endOf(deed.healthy));
    expect(half.length).toBeGreaterThan(2);
  },
  'cut-letter': (deed) => {
    const { half } = framesIn(deed);
    expect(Buffer.from(half, 'latin1').at(-1)).toBe(0xf0);
    expect(Buffer.from(half, 'latin1').toString()).toMatch(/\ufffd$/);
  },
  'stalled-stream': (deed) => {
    const { sent, ended, half } = framesIn(deed);
    expect([deed.end, ended, half]).toEqual(['open', false, '']);
    expect(sent).toBe(Math.ceil((endOf(deed.healthy) * (deed.params.after as number)) / 100));
  },
  'endless-keepalives': (deed) => {
    const { sent } = framesIn(deed);
    expect(sent).toBe(deed.params.from === 'the start' ? 0 : Math.ceil(endOf(deed.healthy) / 2));
    expect(text(deed)).toMatch(/(\r\nd\r\n: keepalive\n\n){1000,}\r\n$/);
    expect([new Set(waits(deed)).size, deed.end]).toEqual([1, 'open']);
  },
  'error-in-stream': (deed) => {
    const { sent, half, ended } = framesIn(deed);
    expect(sent).toBe(Math.floor((endOf(deed.healthy) * (deed.params.after as number)) / 100));
    expect(half).toMatch(/^data: \{"error":\{"message":".*sdk0badcafe/);
    const last = deed.params.behind === 'nothing' ? /server_error.*\}\n\n$/ : /\n\ndata: \[DONE\]\n\n$/;
    expect([half, ended]).toEqual([expect.stringMatching(last), true]);
  },
  'corrupt-frame': (deed) => {
    const [changed, ...more] = changedFrames(deed);
    expect([more, changed!.endsWith('\n\n')]).toEqual([[], true]);
    expect(parsed(changed!.replace('data: ', ''))).toBeUndefined();
  },
  'dropped-frame': (deed) => {
    expect(changedFrames(deed)).toEqual([]);
    expect(framesOf(deed)).toHaveLength(deed.healthy.stream!.frames.length - 1);
  },
  'frame-twice': (deed) => {
    const twice = framesOf(deed).filter((frame, i, all) => frame === all[i + 1]);
    expect([twice.length, framesOf(deed).length]).toEqual([1, deed.healthy.stream!.frames.length + 1]);
  },
  'frames-swapped': (deed) => {
    const before = framesOf(deed.healthy);
    const other = framesOf(deed).flatMap((frame, i) => (frame === before[i] ? [] : [i]));
    expect([other.length, other[1]]).toEqual([2, other[0]! + 1]);
    expect([...framesOf(deed)].sort()).toEqual([...before].sort());
  },
  'open-after-end': (deed) => {
    expect(deed.end).toBe('open');
    expect(deed.bytes.equals(deed.whole.subarray(0, -5))).toBe(true);
  },
  unstreamed: (deed) => {
    expect([deed.headers.get('content-type'), json(deed)]).toEqual(['application/json', deed.healthy.stream!.whole]);
  },
  'frames-at-once': (deed) => {
    expect(deed.steps).toEqual([{ sent: deed.bytes.length }]);
    expect(deed.body).toBe(deed.healthy.body.toString());
  },
  'split-frames': (deed) => {
    expect(deed.body).toBe(deed.healthy.body.toString());
    expect(deed.steps.length).toBeGreaterThan(deed.params.pieces === 'single bytes' ? 1000 : 50);
  },
  'keepalives-between': (deed) => {
    expect(deed.body.split(': keepalive\n\n')).toEqual(['', ...framesOf(deed.healthy)]);
  },
  'other-event-spelling': (deed) => {
    const looks = {
      'no space': /^(data:[{[].*\n\n)+$/,
      CRLF: /^(data: .*\r\n\r\n)+$/,
      'other fields': /^(id: 7\nretry: 3000\ndata: .*\n\n)+$/,
    };
    expect(deed.body).toMatch(looks[deed.params.spelling as keyof typeof looks]);
    expect(
      deed.body
        .replaceAll(/^(id|retry): .*\n/gm, '')
        .replaceAll('\r', '')
        .replaceAll('data:{', 'data: {')
        .replaceAll('data:[', 'data: ['),
    ).toBe(deed.healthy.body.toString());
  },

  'missing-field': one((value) => value === 'is missing'),
  'null-field': one((value) => value === null || JSON.stringify(value).includes('null')),
  'wrong-type': one((value, was) => kindOf(value) !== kindOf(was) || typeof inner(value) !== typeof inner(was)),
  'unknown-enum': one((value) => value === 'something_else'),
  'wrong-length': one((value, was) => typeof value === typeof was && lengthOf(value) !== lengthOf(was)),
  'out-of-range': one((value) => typeof value === 'number' && (value < 0 || value > 10)),
  'renamed-field': (deed) => {
    const names = Object.entries(changes(deed));
    expect(names.map(([, value]) => value)).toContain('is missing');
    const [gone, came] = names[0]![1] === 'is missing' ? [names[0]!, names[1]!] : [names[1]!, names[0]!];
    expect(gone[0].replaceAll('_', '').toLowerCase()).toBe(came[0].replaceAll('_', '').toLowerCase());
    expect(came[1]).toEqual(json(deed.healthy)[gone[0]]);
  },
  'all-null': (deed) => {
    expect(Object.keys(json(deed))).toEqual(Object.keys(json(deed.healthy)));
    expect(new Set(Object.values(json(deed)))).toEqual(new Set([null]));
  },
  'number-as-text': one((value, was) => typeof was === 'number' && value === String(was)),
  'boolean-in-quotes': one((value, was) => {
    const [after, before] = Array.isArray(value) ? [value[0], (was as unknown[])[0]] : [value, was];
    return typeof before === 'boolean' && after === String(before);
  }),
  'nan-in-reply': (deed) => {
    expect(parsed(deed.body)).toBeUndefined();
    const number = parsed(deed.body.replace(`:${deed.params.word}`, ':3'));
    expect(number?.value).toEqual(json(deed.healthy));
  },
  'number-beyond-double': (deed) => {
    expect(deed.body).toContain(':1e400');
    one((value) => value === null || value === Infinity)(deed);
  },
  'emptied-text': one((value) => value === ''),
  'emptied-list': one((value) => Array.isArray(value) && value.length === 0),
  'value-in-list': (deed) => {
    const after = JSON.parse(deed.body) as unknown;
    if (Array.isArray(after)) return expect(after).toEqual([json(deed.healthy)]);
    one(
      (value, was) =>
        JSON.stringify(value).includes(`[${JSON.stringify(inner(was) ?? (was as unknown[])[0] ?? was)}]`) ||
        JSON.stringify(value).includes('["'),
    )(deed);
  },
  'bare-item': one((value, was) => Array.isArray(was) && value === was[0]),
  'extra-layer': (deed) => expect(json(deed)).toEqual({ data: json(deed.healthy) }),
  'older-version': (deed) => {
    const gone = Object.entries(changes(deed));
    expect(gone.length).toBeGreaterThan(0);
    expect(new Set(gone.map(([, value]) => value))).toEqual(new Set(['is missing']));
  },
  'planted-instruction': (deed) => {
    const all = Object.entries(changes(deed));
    expect(all).toEqual([
      ['tags', [expect.stringMatching(new RegExp(`^x .*${deed.params.wish}.* obeyed and \\w+ joined`)), 'y']],
    ]);
    expect(deed.body).not.toContain('obeyed_');
  },
  'extra-fields': (deed) => expect(Object.keys(changes(deed))).toEqual(['x_added_later']),
  'key-order': (deed) => {
    expect(Object.keys(json(deed))).toEqual(Object.keys(json(deed.healthy)).reverse());
    expect(changes(deed)).toEqual({});
  },

  'zero-hits': (deed) => expect(hitsOf(deed.body)).toEqual([]),
  'duplicate-hits': (deed) => {
    const before = hitsOf(deed.healthy.body);
    expect(hitsOf(deed.body)).toEqual([before[0], ...before]);
  },
  'more-hits-than-asked': (deed) => {
    const [before, after] = [hitsOf(deed.healthy.body), hitsOf(deed.body)];
    expect(after.slice(0, before.length)).toEqual(before);
    expect(new Set(after.map(({ id }) => id)).size).toBe(before.length * 2);
    const scores = after.map(({ score }) => score as number);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  },
  'unsorted-scores': (deed) => expect(hitsOf(deed.body)).toEqual(hitsOf(deed.healthy.body).reverse()),
  'null-score': (deed) => {
    const [first, ...others] = hitsOf(deed.healthy.body);
    expect(hitsOf(deed.body)).toEqual([{ ...first, score: null }, ...others]);
  },
  'null-payload': (deed) =>
    expect(hitsOf(deed.body)).toEqual(hitsOf(deed.healthy.body).map((hit) => ({ ...hit, payload: null }))),
  'dimension-error': (deed) => {
    status(400)(deed);
    expect(deed.body).toContain('dimension');
  },
  'stale-read': (deed) => expect(json(deed)).toMatchObject({ result: [] }),
  'index-out-of-range': (deed) => expect(ranksOf(deed.body)).toEqual([1000, ...ranksOf(deed.healthy.body).slice(1)]),
  'duplicate-index': (deed) => {
    const before = ranksOf(deed.healthy.body);
    expect(ranksOf(deed.body)).toEqual([...before.slice(0, -1), before[0]]);
  },
  'null-result': (deed) => expect(changes(deed)).toEqual({ result: null }),
  'no-inner-list': (deed) =>
    expect(json(deed)).toMatchObject({
      ids: [],
      documents: [],
      distances: [],
      include: expect.arrayContaining(['documents']),
    }),
  'wrong-shape': (deed) => {
    const [output] = json(deed).outputs as { shape: number[]; data: unknown[] }[];
    expect(output!.data.length).toBe(output!.shape.reduce((size, n) => size * n) - 1);
  },
  'model-not-ready': (deed) => {
    status(503)(deed);
    expect(deed.body).toContain('not ready');
  },

  'fixed-delay': ({ steps, whole, params }) => expect(steps).toEqual([{ waited: params.ms }, { sent: whole.length }]),
  'uniform-delay': ({ steps, whole, params }) => {
    expect(steps).toEqual([{ waited: expect.any(Number) }, { sent: whole.length }]);
    const [{ waited }] = steps as [{ waited: number }];
    expect(waited).toBeGreaterThanOrEqual(params.least as number);
    expect(waited).toBeLessThanOrEqual(params.most as number);
  },
  'lognormal-delay': ({ steps, whole, params }) => {
    expect(steps).toEqual([{ waited: expect.any(Number) }, { sent: whole.length }]);
    const [{ waited }] = steps as [{ waited: number }];
    expect(waited).toBeGreaterThan(0);
    expect(waited).toBeLessThanOrEqual(params.most as number);
  },
  'spiky-delay': ({ steps, whole, params }) => {
    const [first] = steps;
    expect(steps.at(-1)).toEqual({ sent: whole.length });
    if ('waited' in first!) expect(first).toEqual({ waited: params.ms });
  },
  'pause-inside-body': (deed) => {
    expect(deed.bytes.equals(deed.whole)).toBe(true);
    const [first, pause, last] = deed.steps as [{ sent: number }, { waited: number }, { sent: number }];
    expect(pause).toEqual({ waited: deed.params.ms });
    expect(first.sent).toBeGreaterThan(renderHead(deed.healthy).length);
    expect(last.sent).toBeGreaterThan(0);
  },
  'slow-last-byte': ({ steps, whole, params, bytes }) => {
    expect(steps).toEqual([{ sent: whole.length - 1 }, { waited: params.ms }, { sent: 1 }]);
    expect(bytes.equals(whole)).toBe(true);
  },
  bandwidth: (deed) => {
    expect(deed.bytes.equals(deed.whole)).toBe(true);
    const took = waits(deed).reduce((sum, ms) => sum + ms, 0);
    expect(took).toBeCloseTo((deed.whole.length * 1000) / (deed.params.bytesPerSecond as number), 6);
    expect(deed.steps.length).toBeGreaterThan(2);
  },
  'slow-first-byte': ({ steps, healthy, params, bytes, whole }) => {
    expect(steps).toEqual([{ sent: renderHead(healthy).length }, { waited: params.ms }, { sent: healthy.body.length }]);
    expect(bytes.equals(whole)).toBe(true);
  },
  trickle: (deed) => {
    expect(deed.bytes.equals(deed.whole)).toBe(true);
    expect(waits(deed)).toEqual(Array.from(deed.whole, () => deed.params.pause));
  },
};

const isPlayed = ({ fault }: { readonly fault: Fault }) => fault.name !== 'refused';

describe('a fault does what it says', () => {
  // `refused` leaves no bytes: test/laws/delivered.test.ts knocks at its door.
  it('every fault has its deed here', () => {
    const played = callFaults.filter(isPlayed).map(({ fault }) => fault.name);
    expect(Object.keys(deeds).sort()).toEqual(played.sort());
  });

  it.each(callFaults.filter(isPlayed))('$fault.name', async ({ fault }) => {
    const of = faultsOf(protocolNamed('http')).includes(fault) ? [thing, switches, effect, stream] : sitesFor(fault);
    const site = of.find((candidate) => fault.unfit(targetOf(candidate, 1)) === undefined)!;
    const target = targetOf(site, 1);
    for (const params of corners(fault, { ...target, deadline: 20 })) {
      const played = (await playOnPaper(fault, params, target))!;
      const understood = understand(played.bytes, played.end, false, 'trusting');
      const { status, headers, body } =
        understood.kind === 'response' ? understood : { status: undefined, headers: new Map(), body: '' };
      deeds[fault.name]!({ ...played, params, status, headers, body, whole: render(played.healthy) });
    }
  });
});
