import { describe, expect, it } from '@jest/globals';
import { render, renderHead } from '../../src/fault/reply.ts';
import { faultsOf, protocolNamed } from '../../src/protocol/index.ts';
import { type Played, playOnPaper } from './paper-exchange.ts';
import { corners } from './params.ts';
import { parsed, understand } from './reference-client.ts';
import { get, type LawSite, simulatedFaults, sites, targetOf } from './sites.ts';

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
const chat = sites.find((site) => site.what === 'a completion')!;

const status = (wanted: number) => (deed: Deed) => expect([deed.status, deed.end]).toEqual([wanted, 'complete']);
const statusOfParams = (deed: Deed) => status(deed.params.status as number)(deed);
const prefix = ({ bytes, whole, params }: Deed) => {
  expect(bytes.equals(whole.subarray(0, bytes.length))).toBe(true);
  expect(Math.floor((whole.length * (params.after as number)) / 100)).toBe(bytes.length);
};
const waits = (deed: Deed) => deed.steps.flatMap((step) => ('waited' in step ? [step.waited] : []));
const json = ({ body }: { readonly body: string | Buffer }) => JSON.parse(body.toString()) as Record<string, unknown>;

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

const deeds: Readonly<Record<string, (deed: Deed) => void>> = {
  silence: ({ bytes, end }) => expect([bytes.length, end]).toEqual([0, 'open']),
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
  'insufficient-quota': (deed) => {
    status(429)(deed);
    expect(json(deed)).toMatchObject({ error: { code: 'insufficient_quota' } });
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
  'escaped-unicode': (deed) => {
    expect([deed.body.includes('\\u00fc'), deed.body.includes('ü')]).toEqual([true, false]);
    expect(changes(deed)).toEqual({});
  },
  'byte-slices': ({ bytes, whole, steps }) => {
    expect(bytes.equals(whole)).toBe(true);
    expect(steps).toEqual(Array.from(whole, () => ({ sent: 1 })));
  },

  'missing-field': one((value) => value === 'is missing'),
  'null-field': one((value) => value === null || JSON.stringify(value).includes('null')),
  'wrong-type': one((value, was) => kindOf(value) !== kindOf(was) || typeof inner(value) !== typeof inner(was)),
  'unknown-enum': one((value) => value === 'something_else'),
  'wrong-length': one((value, was) => typeof value === typeof was && lengthOf(value) !== lengthOf(was)),
  'out-of-range': one((value) => typeof value === 'number' && (value < 0 || value > 10)),
  'extra-fields': (deed) => expect(Object.keys(changes(deed))).toEqual(['x_added_later']),
  'key-order': (deed) => {
    expect(Object.keys(json(deed))).toEqual(Object.keys(json(deed.healthy)).reverse());
    expect(changes(deed)).toEqual({});
  },

  'fixed-delay': ({ steps, whole, params }) => expect(steps).toEqual([{ waited: params.ms }, { sent: whole.length }]),
  'slow-first-byte': ({ steps, healthy, params, bytes, whole }) => {
    expect(steps).toEqual([{ sent: renderHead(healthy).length }, { waited: params.ms }, { sent: healthy.body.length }]);
    expect(bytes.equals(whole)).toBe(true);
  },
  trickle: (deed) => {
    expect(deed.bytes.equals(deed.whole)).toBe(true);
    expect(waits(deed)).toEqual(Array.from(deed.whole, () => deed.params.pause));
  },
};

describe('a fault does what it says', () => {
  // `refused` leaves no bytes: test/laws/delivered.test.ts knocks at its door.
  it('every fault has its deed here', () => {
    const played = simulatedFaults.filter(({ fault }) => !fault.bar).map(({ fault }) => fault.name);
    expect(Object.keys(deeds).sort()).toEqual(played.sort());
  });

  it.each(simulatedFaults.filter(({ fault }) => !fault.bar))('$fault.name', async ({ fault }) => {
    const site: LawSite = faultsOf(protocolNamed('http')).includes(fault) ? thing : chat;
    const target = targetOf(site, 1);
    for (const params of corners(fault, { ...target, deadline: 20 })) {
      const played = (await playOnPaper(fault, params, target))!;
      const understood = understand(played.bytes, played.end);
      const { status, headers, body } =
        understood.kind === 'response' ? understood : { status: undefined, headers: new Map(), body: '' };
      deeds[fault.name]!({ ...played, params, status, headers, body, whole: render(played.healthy) });
    }
  });
});
