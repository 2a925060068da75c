import { type Chance, upTo } from './chance.ts';
import { word } from './words.ts';

const hex = (chance: Chance, length: number) => Array.from({ length }, () => upTo(chance, 15).toString(16)).join('');
// From September 2020 to January 2027, in whole seconds.
const instant = (c: Chance) => `${new Date((1_600_000_000 + upTo(c, 200_000_000)) * 1000).toISOString().slice(0, 19)}Z`;
const page = (c: Chance) => `https://example.com/${word(c)}`;

/** Texts of the formats as most people would write one. */
export const plainFormats: Readonly<Record<string, (chance: Chance) => string>> = {
  'date-time': instant,
  'iso-date-time': instant,
  date: (c) => instant(c).slice(0, 10),
  time: (c) => instant(c).slice(11),
  'iso-time': (c) => instant(c).slice(11),
  duration: (c) => `PT${1 + upTo(c, 59)}M`,
  email: (c) => `${word(c)}@example.com`,
  'idn-email': (c) => `${word(c)}@example.com`,
  hostname: (c) => `${word(c)}.example.com`,
  'idn-hostname': (c) => `${word(c)}.example.com`,
  ipv4: (c) => `192.0.2.${1 + upTo(c, 253)}`,
  ipv6: (c) => `2001:db8::${hex(c, 1)}:${1 + upTo(c, 8)}`,
  uri: page,
  url: page,
  iri: page,
  'uri-reference': (c) => `/${word(c)}`,
  'iri-reference': (c) => `/${word(c)}`,
  'uri-template': (c) => `${page(c)}/{id}`,
  uuid: (c) => `${hex(c, 8)}-${hex(c, 4)}-4${hex(c, 3)}-a${hex(c, 3)}-${hex(c, 12)}`,
  'json-pointer': (c) => `/${word(c)}`,
  'json-pointer-uri-fragment': (c) => `#/${word(c)}`,
  'relative-json-pointer': (c) => `1/${word(c)}`,
  regex: (c) => `^${word(c)}$`,
  byte: (c) => Buffer.from(word(c)).toString('base64'),
};
