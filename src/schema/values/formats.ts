import { type Chance, once, pick, upTo } from './chance.ts';

const words = ['a', 'b', 'order', 'ticket-7', 'x1', 'parcel', 'user'];
const two = (n: number) => String(n).padStart(2, '0');
const hex = (chance: Chance, length: number) => Array.from({ length }, () => upTo(chance, 15).toString(16)).join('');
const date = (c: Chance) =>
  once(c, 4)
    ? pick(c, ['2000-01-01', '1970-01-01', '2024-02-29', '1999-12-31', '9999-12-31', '0001-01-01'])
    : `${1970 + upTo(c, 80)}-${two(1 + upTo(c, 11))}-${two(1 + upTo(c, 27))}`;
const clock = (c: Chance) =>
  once(c, 4)
    ? pick(c, ['00:00:00', '23:59:59', '12:00:00.5'])
    : `${two(upTo(c, 23))}:${two(upTo(c, 59))}:${two(upTo(c, 59))}`;
const zone = (c: Chance) => pick(c, ['Z', 'Z', '+00:00', '-05:30', '+14:00']);
const host = (c: Chance) => pick(c, ['a.example', 'example.com', 'sub.domain.example.org', 'x-1.example', 'localhost']);
const path = (c: Chance) =>
  Array.from({ length: upTo(c, 3) }, () => `/${pick(c, [...words, '%C3%A9', '~a'])}`).join('') +
  (once(c, 4) ? '?q=1&r=%20' : '') +
  (once(c, 6) ? '#top' : '');
const uri = (c: Chance) => `${pick(c, ['https', 'http'])}://${host(c)}${once(c, 5) ? ':8080' : ''}${path(c)}`;
const byteOf = (c: Chance) => Buffer.from(pick(c, ['', 'a', 'ab', 'abc', 'größe', '😀'])).toString('base64');
const pointer = (c: Chance) => pick(c, ['', '/', '/a', '/a/0', '/a~1b/m~0n', '/größe', '/a//b']);

/** Texts of the formats, in all their spellings. */
export const formats: Readonly<Record<string, (chance: Chance) => string>> = {
  'date-time': (c) => `${date(c)}T${clock(c)}${zone(c)}`,
  'iso-date-time': (c) => `${date(c)}T${clock(c)}${zone(c)}`,
  date,
  time: (c) => `${clock(c)}${zone(c)}`,
  'iso-time': (c) => `${clock(c)}${zone(c)}`,
  duration: (c) => pick(c, ['P1D', 'PT1S', 'PT0S', 'P2W', 'P1Y2M3DT4H5M6S', `PT${upTo(c, 90)}M`, `P${upTo(c, 40)}D`]),
  email: (c) =>
    `${pick(c, [...words, 'first.last', 'a+tag', "o'neil"])}@${pick(c, ['example.com', 'a.example', 'x-1.example.org'])}`,
  'idn-email': (c) => `${pick(c, words)}@example.com`,
  hostname: host,
  'idn-hostname': host,
  ipv4: (c) =>
    once(c, 4)
      ? pick(c, ['0.0.0.0', '127.0.0.1', '255.255.255.255'])
      : Array.from({ length: 4 }, () => upTo(c, 255)).join('.'),
  ipv6: (c) =>
    once(c, 3)
      ? pick(c, ['::', '::1', 'fe80::1', '::ffff:10.0.0.1', '2001:db8::8a2e:370:7334'])
      : Array.from({ length: 8 }, () => hex(c, 1 + upTo(c, 3))).join(':'),
  uri,
  url: uri,
  iri: uri,
  'uri-reference': (c) => (once(c, 2) ? uri(c) : `/${pick(c, words)}${path(c)}`),
  'iri-reference': (c) => (once(c, 2) ? uri(c) : `/${pick(c, words)}${path(c)}`),
  'uri-template': (c) => `https://example.com/${pick(c, words)}${pick(c, ['', '/{id}', '{?q,r}', '/{+path}'])}`,
  uuid: (c) =>
    once(c, 8)
      ? '00000000-0000-0000-0000-000000000000'
      : `${hex(c, 8)}-${hex(c, 4)}-4${hex(c, 3)}-${pick(c, ['8', '9', 'a', 'b'])}${hex(c, 3)}-${hex(c, 12)}`,
  'json-pointer': pointer,
  'json-pointer-uri-fragment': (c) => pick(c, ['#', '#/a', '#/a/0', '#/a~1b']),
  'relative-json-pointer': (c) => `${upTo(c, 12)}${pick(c, ['#', '', '/a', '/a/0'])}`,
  regex: (c) => pick(c, ['', '.', '^a$', '[a-z]+', '(a|b)*', '\\d{2,3}', '^\\p{L}+$']),
  byte: byteOf,
};

/** The plainest text of a format, that shrinking ends at. */
export const plainest: Readonly<Record<string, string>> = {
  'date-time': '2000-01-01T00:00:00Z',
  'iso-date-time': '2000-01-01T00:00:00Z',
  date: '2000-01-01',
  time: '00:00:00Z',
  'iso-time': '00:00:00Z',
  duration: 'P1D',
  email: 'a@a.example',
  'idn-email': 'a@a.example',
  hostname: 'a.example',
  'idn-hostname': 'a.example',
  ipv4: '0.0.0.0',
  ipv6: '::',
  uri: 'http://a.example',
  url: 'http://a.example',
  iri: 'http://a.example',
  'uri-reference': '/a',
  'iri-reference': '/a',
  uuid: '00000000-0000-0000-0000-000000000000',
};
