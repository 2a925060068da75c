import { spawnSync } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020, type AnySchema, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Schema } from '../../src/contract/contract.ts';
import { at, withAt } from '../../src/contract/pointer.ts';
import { allMesses, messes } from '../../src/mess/index.ts';
import type { Mess, Messed } from '../../src/mess/mess.ts';
import { owed } from '../../src/mess/owed.ts';
import { allFaults } from '../../src/protocol/index.ts';
import { type Sample, samples } from './samples.ts';

// The laws of mess: what a kind changes is one thing, it says truly what, and what is expected of it is certain.

/** As a law shows it when it is broken: what was done, to which sample. */
const shown = (sample: Sample, messed: Messed, why: string) => ({
  sample: sample.what,
  pointer: messed.pointer,
  body: messed.request.body?.toString().slice(0, 300),
  why,
});

/** Why a law does not hold, of the first request of a kind that breaks it. */
function firstBreach(mess: Mess, why: (sample: Sample, messed: Messed) => string | undefined) {
  for (const sample of samples)
    for (const messed of mess.apply(sample)) {
      const found = why(sample, messed);
      if (found !== undefined) return shown(sample, messed, found);
    }
  return undefined;
}

const named = (name: string) => allMesses.find(({ mess }) => mess.name === name)!.mess;
const { value: ofValue, body: ofBody, request: ofRequest } = messes;

describe('the samples', () => {
  it('are many, and valid', () => {
    expect(samples.length).toBeGreaterThan(80);
    for (const { what, schema, body } of samples)
      expect({ what, valid: accepts(schema, body, true) }).toEqual({ what, valid: true });
  });
});

describe('a mess kind', () => {
  it.each(allMesses)('$mess.name fits somewhere', ({ mess }) => {
    expect(samples.some((sample) => [...mess.apply(sample)].length > 0)).toBe(true);
  });

  it.each(allMesses)('$mess.name never leaves a request as it is', ({ mess }) => {
    expect(firstBreach(mess, ({ request }, messed) => (same(request, messed.request) ? 'same' : undefined))).toBe(
      undefined,
    );
  });

  it('gives few requests for a place', () => {
    for (const mess of ofValue)
      for (const sample of samples) {
        const places = [...mess.apply(sample)].map(({ pointer }) => pointer);
        const most = Math.max(0, ...places.map((place) => places.filter((p) => p === place).length));
        expect({ name: mess.name, most }).toEqual({ name: mess.name, most: Math.min(most, 2) });
      }
  });

  it('does the same each time', () => {
    const all = () => allMesses.map(({ mess }) => [...mess.apply(samples[0]!)]);
    expect(isDeepStrictEqual(all(), all())).toBe(true);
  });
});

function same(a: Sample['request'], b: Sample['request']): boolean {
  return (
    a.target === b.target &&
    a.method === b.method &&
    isDeepStrictEqual(a.headers, b.headers) &&
    isDeepStrictEqual(a.sending, b.sending) &&
    (a.body === b.body || (a.body !== undefined && b.body !== undefined && a.body.equals(b.body)))
  );
}

describe('only one thing is changed, and it is the one that is named', () => {
  it.each([...ofValue])('$name', (mess) => {
    expect(firstBreach(mess, untrueValue)).toBe(undefined);
  });

  it.each([...ofBody])('$name', (mess) => {
    const untrue = ({ request }: Sample, { request: after, pointer, was, became }: Messed) => {
      if (!same({ ...request, body: after.body }, after)) return 'not only the body';
      if (mess.name === 'ten-megabytes') return untrueSize(request, after);
      if (pointer !== '/body' || was !== request.body?.toString()) return 'it was something else';
      return became === after.body?.toString() ? undefined : 'it became something else';
    };
    expect(firstBreach(mess, untrue)).toBe(undefined);
  });

  it.each([...ofRequest])('$name', (mess) => {
    expect(firstBreach(mess, untrueRequest)).toBe(undefined);
  });
});

/** Ten megabytes of what a reader reads as easily: filled up with one character. */
function untrueSize({ body: before }: Sample['request'], { body: after }: Messed['request']): string | undefined {
  if (after!.length !== 10 * 1024 * 1024) return 'another size';
  const filling = Buffer.alloc(9999, after![1 << 20]);
  const rest = [after!.subarray(0, after!.indexOf(filling)), after!.subarray(after!.lastIndexOf(filling) + 9999)];
  const [short, was] = [strictly(Buffer.concat(rest)), strictly(before!)];
  if (short === undefined || was === undefined) return 'no JSON';
  const differing = JSON.stringify(short.value).length - JSON.stringify(was.value).length;
  return differing <= '"filling":"",'.length ? undefined : 'something else was changed';
}

function untrueValue({ request, body }: Sample, messed: Messed): string | undefined {
  const { request: after, pointer, was, became } = messed;
  if (!same({ ...request, body: after.body }, after)) return 'not only the body';
  const place = pointer.slice('/body'.length);
  if (!pointer.startsWith('/body') || !isDeepStrictEqual(at(body, place), was)) return 'it was something else';
  const text = after.body!.toString();
  if (!('became' in messed))
    return text === JSON.stringify(withAt(body, place, undefined)) ? undefined : 'not taken out';
  const hole = '"the hole"';
  const written = JSON.stringify(withAt(body, place, 'the hole'));
  const [head, tail] = [written.slice(0, written.indexOf(hole)), written.slice(written.indexOf(hole) + hole.length)];
  if (!text.startsWith(head) || !text.endsWith(tail)) return 'something else was changed';
  const there = text.slice(head.length, text.length - tail.length);
  // What no value gives when it is written: a number in another spelling, or lists in lists.
  const isLiteral = there === became && /^([+-]?[\w.+-]+|\[+\]+)$/.test(there);
  return there === JSON.stringify(became) || isLiteral ? undefined : `it became ${there}`;
}

const values = (headers: Sample['request']['headers'], name: string) => {
  const found = headers.filter(([n]) => n.toLowerCase() === name).map(([, v]) => v);
  return found.length > 0 ? found.join(', ') : undefined;
};

function untrueRequest({ request }: Sample, { request: after, pointer, was, became }: Messed): string | undefined {
  if (pointer === '/method') {
    if (!same({ ...request, method: after.method }, after)) return 'not only the method';
    return was === request.method && became === after.method ? undefined : 'not what it says';
  }
  if (after.method !== request.method) return 'another method';
  if (after.sending) return untrueSending({ request }, { request: after, pointer, was, became });
  const body = values(after.headers, 'content-encoding') === 'gzip' ? gunzipSync(after.body!) : after.body!;
  if (!body.equals(request.body!)) return 'another body';
  if (pointer === '/target') {
    if (!same({ ...request, target: after.target }, after)) return 'not only the target';
    return was === request.target && became === after.target ? undefined : 'not what it says';
  }
  if (after.target !== request.target) return 'another target';
  const lower = (headers: Sample['request']['headers'], but?: string) =>
    headers.map(([n, v]) => [n.toLowerCase(), v] as const).filter(([n]) => n !== but);
  if (pointer === '/headers') {
    if (!isDeepStrictEqual(lower(request.headers), lower(after.headers))) return 'not only the names';
    const names = [request.headers, after.headers].map((headers) => headers.map(([n]) => n));
    return isDeepStrictEqual(names, [was, became]) ? undefined : 'not what it says';
  }
  const name = pointer.slice('/headers/'.length);
  if (!isDeepStrictEqual(lower(request.headers, name), lower(after.headers, name))) return 'another header';
  if (was !== values(request.headers, name)) return 'it was something else';
  return became === values(after.headers, name) ? undefined : 'it became something else';
}

/** How it is sent, and of a body without a character that can be divided one text. */
function untrueSending({ request }: Pick<Sample, 'request'>, messed: Messed): string | undefined {
  const { request: after, pointer, was, became } = messed;
  const { sending, ...rest } = after;
  const { cuts = [], leaves, again, chunked } = sending!;
  if (cuts.some((at, i) => at <= (cuts[i - 1] ?? 0) || at >= after.body!.length)) return `cuts at ${cuts}`;
  if (cuts.length === 0 && !leaves && !again && !chunked) return 'as usual';
  if (!pointer.startsWith('/body')) return same(request, rest) ? undefined : 'not only how it is sent';
  if (!same({ ...request, body: rest.body }, rest)) return 'not only the body';
  const before = JSON.parse(request.body!.toString());
  const place = pointer.slice('/body'.length);
  if (!isDeepStrictEqual(at(before, place), was)) return 'it was something else';
  return rest.body!.toString() === JSON.stringify(withAt(before, place, became)) ? undefined : 'something else became';
}

describe('what is expected is certain', () => {
  it.each(allMesses)('of $mess.name, to a reader with formats asserted and to one without', ({ mess }) => {
    const wrong = ({ schema, operation }: Sample, messed: Messed) => {
      const expected = owed(mess, messed, operation);
      if (mess.open) return expected === 'open' ? undefined : 'not open';
      if (mess.leeway) return expected === 'either' ? undefined : 'no leeway';
      if (expected === 'either') return undefined;
      const encoding = values(messed.request.headers, 'content-encoding');
      if (encoding) return 'a reader without that encoding cannot know';
      const read = strictly(messed.request.body!);
      const readers = [true, false].map((formats) => read !== undefined && accepts(schema, read.value, formats));
      return readers.every((served) => served === (expected === 'served')) ? undefined : `${expected}, but ${readers}`;
    };
    expect(firstBreach(mess, wrong)).toBe(undefined);
  });

  it('of a good part of them', () => {
    const counts: Record<string, number> = {};
    for (const { mess } of allMesses)
      for (const sample of samples)
        for (const messed of mess.apply(sample)) {
          const expected = mess.leeway || mess.open ? 'leeway' : owed(mess, messed, sample.operation);
          counts[expected] = (counts[expected] ?? 0) + 1;
        }
    expect(counts.served).toBeGreaterThan(1000);
    expect(counts.rejected).toBeGreaterThan(1000);
    expect(counts.either! / (counts.served! + counts.rejected!)).toBeLessThan(0.1);
  });

  const isNoJson = [
    ...['trailing-comma', 'cut-off', 'single-quotes', 'unquoted-keys', 'comment', 'raw-line-break', 'python-literals'],
    ...['empty-body', 'form-body', 'json-twice', 'json-in-fence', 'xssi-prefix', 'plain-words', 'xml-body'],
    ...['not-a-number', 'leading-zeros', 'plus-sign'],
  ];
  it.each(isNoJson)('%s is no JSON, and rejected', (name) => {
    const wrong = ({ operation }: Sample, messed: Messed) =>
      strictly(messed.request.body!) ? 'JSON' : owed(named(name), messed, operation) === 'rejected' ? undefined : 'not';
    expect(firstBreach(named(name), wrong)).toBe(undefined);
  });

  const meansTheSame = [
    ...['other-key-order', 'unicode-escapes', 'escaped-slashes', 'pretty-printed'],
    ...['float-for-integer', 'exponent-notation'],
    ...['charset-parameter', 'header-case', 'unknown-headers', 'unknown-query', 'slow-body', 'repeated-request'],
  ];
  it.each(meansTheSame)('%s means the same, and is never rejected', (name) => {
    const wrong = ({ operation, body }: Sample, messed: Messed) => {
      if (!isDeepStrictEqual(strictly(messed.request.body!), { value: body })) return 'something else';
      return owed(named(name), messed, operation) === 'rejected' ? 'rejected' : undefined;
    };
    expect(firstBreach(named(name), wrong)).toBe(undefined);
  });

  it('but of a text that some validators of a format take, and others do not', () => {
    const booking = samples.find(({ what }) => what === 'a booking')!;
    const locale = named('date-in-locale');
    for (const messed of locale.apply(booking)) expect(owed(locale, messed, booking.operation)).toBe('either');
  });

  it('but of a pattern, where its engines differ on letters of other scripts', () => {
    const address = samples.find(({ what }) => what === 'an address')!;
    const owedAt = (name: string) =>
      [...named(name).apply(address)]
        .filter(({ pointer }) => pointer === '/body/zip')
        .map((messed) => owed(named(name), messed, address.operation));
    expect([owedAt('fullwidth-text'), owedAt('surrounding-space')]).toEqual([['either'], ['rejected', 'either']]);
  });

  it('and what the contract tolerates is served', () => {
    const [sample, mess] = [samples[0]!, ofValue[0]];
    for (const messed of mess.apply(sample))
      expect(
        owed(mess, messed, { ...sample.operation, accepts: { ...sample.operation.accepts, tolerates: [mess.name] } }),
      ).toBe('served');
  });
});

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function strictly(bytes: Buffer): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(decoder.decode(bytes)) };
  } catch {
    return undefined;
  }
}

const compiled = new Map<string, ValidateFunction>();

function accepts(schema: Schema, value: unknown, formats: boolean): boolean {
  const key = `${formats} ${JSON.stringify(schema)}`;
  let validate = compiled.get(key);
  if (!validate) {
    const ajv = new Ajv2020({
      strict: false,
      // Else it does not see that a member whose name is empty is missing.
      allErrors: true,
      validateFormats: formats,
      ownProperties: true,
      multipleOfPrecision: 9,
      validateSchema: false,
      code: { optimize: false },
    });
    addFormats.default(ajv, { mode: 'full' });
    validate = ajv.compile(schema as AnySchema);
    compiled.set(key, validate);
  }
  return validate(value) as boolean;
}

/** What Python reads although it is no JSON. */
const takenByPython = ['not-a-number'];

const python = `
import base64, json, sys
for line in sys.stdin:
    try:
        json.loads(base64.b64decode(line).decode('utf-8'))
        print('read')
    except Exception:
        print('refused')
`;

describe('a reader in another language', () => {
  it('reads what is to be served, and refuses what is no JSON', () => {
    const all: { name: string; text: string; bytes: Buffer; wanted: string }[] = [];
    for (const { mess } of allMesses) {
      if (mess.leeway) continue;
      for (const sample of samples)
        for (const messed of mess.apply(sample)) {
          const bytes = messed.request.body!;
          const expected = owed(mess, messed, sample.operation);
          const wanted = expected === 'served' || strictly(bytes) ? 'read' : 'refused';
          all.push({ name: mess.name, text: bytes.toString().slice(0, 200), bytes, wanted });
        }
    }
    const { stdout } = spawnSync('python3', ['-c', python], {
      input: all.map(({ bytes }) => bytes.toString('base64')).join('\n'),
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    const answers = stdout.trim().split('\n');
    expect(answers.length).toBe(all.length);
    const differing = all
      .map(({ name, text, wanted }, i) => ({ name, text, wanted, got: answers[i] }))
      .filter(({ wanted, got }) => wanted !== got);
    expect(differing.filter(({ name }) => !takenByPython.includes(name)).slice(0, 3)).toEqual([]);
    expect([...new Set(differing.map(({ name }) => name))]).toEqual(takenByPython);
  });
});

describe('the words', () => {
  const names = allMesses.map(({ mess }) => mess.name);

  it('are names of their own', () => {
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    const faults = new Set(allFaults.map(({ fault }) => fault.name));
    expect(names.filter((name) => faults.has(name))).toEqual([]);
    expect(names.length).toBeGreaterThanOrEqual(60);
  });

  it.each(allMesses)('of $mess.name are sentences', ({ mess }) => {
    expect(mess.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    // A verb in the third person: it continues "the caller …".
    expect(mess.summary).toMatch(/^[a-z]+s\b.*[^.]$/);
    expect(mess.seen).toMatch(/^[A-Z`§].*[^.]\.$/s);
  });
});

describe('a client of HTTP/1.1', () => {
  it.each(allMesses)('can send $mess.name', ({ mess }) => {
    const illegal = (_: Sample, { request }: Messed) => {
      if (!/^\/[\x21-\x7e]*$/.test(request.target)) return `target ${request.target}`;
      const bad = request.headers.find(([n, v]) => !/^[\w-]+$/.test(n) || !/^[\x20-\x7e]*$/.test(v) || v !== v.trim());
      return bad && `header ${bad}`;
    };
    expect(firstBreach(mess, illegal)).toBe(undefined);
  });
});
