import fc from 'fast-check';
import type { Node } from './merge.ts';

const number = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);

/** The words that invented texts and names are made of. */
export const words =
  'order invoice parcel password refund account printer delivery update screen support charge email window ticket error'.split(
    ' ',
  );

const word = fc.constantFrom(...words);
const instants = fc.integer({ min: 1_600_000_000, max: 1_800_000_000 }).map((s) => new Date(s * 1000).toISOString());

const formats: Readonly<Record<string, () => fc.Arbitrary<string>>> = {
  'date-time': () => instants,
  'iso-date-time': () => instants,
  date: () => instants.map((d) => d.slice(0, 10)),
  time: () => instants.map((d) => d.slice(11)),
  'iso-time': () => instants.map((d) => d.slice(11)),
  duration: () => fc.integer({ min: 1, max: 60 }).map((n) => `PT${n}M`),
  email: () => word.map((w) => `${w}@example.com`),
  uri: () => word.map((w) => `https://example.com/${w}`),
  url: () => word.map((w) => `https://example.com/${w}`),
  'uri-reference': () => word.map((w) => `/${w}`),
  'uri-template': () => word.map((w) => `https://example.com/${w}/{id}`),
  hostname: () => word.map((w) => `${w}.example.com`),
  ipv4: () => fc.ipV4(),
  ipv6: () => fc.ipV6(),
  uuid: () => fc.uuid(),
  'json-pointer': () => word.map((w) => `/${w}`),
  'json-pointer-uri-fragment': () => word.map((w) => `#/${w}`),
  'relative-json-pointer': () => word.map((w) => `1/${w}`),
  regex: () => word.map((w) => `^${w}$`),
  byte: () => word.map((w) => Buffer.from(w).toString('base64')),
};

/** Texts of a pattern or a format, else words; as long as they must be. */
export function text(node: Node): fc.Arbitrary<string> {
  if (typeof node.pattern === 'string') return matching(node.pattern, node);
  const format = formats[String(node.format)];
  return format ? format() : sentence(number(node.minLength, 1), number(node.maxLength, Infinity));
}

const longest = 10_000_000;

function sentence(min: number, max: number): fc.Arbitrary<string> {
  if (min > longest) throw new Error(`a text of ${min} characters is too long to be invented`);
  return fc.array(word, { minLength: 1, maxLength: 4 }).map((some) => {
    const joined = some.join(' ');
    return joined.padEnd(min, ` ${joined}`).slice(0, max);
  });
}

/** Texts that match a pattern. What looks ahead or behind is left out of it: who draws checks the whole. */
export function matching(pattern: string, { minLength, maxLength }: Node = {}): fc.Arbitrary<string> {
  const plain = pattern.replaceAll(/\(\?<?[=!](?:[^()\\]|\\.|\([^()]*\))*\)/g, '');
  const size = number(minLength, 0) > 10 ? 'medium' : 'small';
  return fc.stringMatching(new RegExp(plain, 'u'), {
    size,
    ...(typeof maxLength === 'number' ? { maxLength } : {}),
  });
}
