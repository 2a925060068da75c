import { gunzipSync, gzipSync } from 'node:zlib';
import type { Body } from './observation.ts';

const keptBytes = 1024 * 1024;

/** Bytes as text where they are UTF-8, else as base64; the first MiB of them. */
export function toBody(bytes: Buffer): Body {
  const kept = bytes.length > keptBytes ? bytes.subarray(0, keptBytes) : bytes;
  const cut = bytes.length > keptBytes ? ({ cut: true } as const) : {};
  const text = kept.toString('utf8');
  if (!text.includes('\uFFFD') || Buffer.from(text, 'utf8').equals(kept)) return { text, length: bytes.length, ...cut };
  return { text: kept.toString('base64'), encoding: 'base64', length: bytes.length, ...cut };
}

/** All of the bytes, so that they can be sent again; more than a MiB of them compressed. */
export function toWholeBody(bytes: Buffer): Body {
  if (bytes.length <= keptBytes) return toBody(bytes);
  return { text: gzipSync(bytes).toString('base64'), encoding: 'gzip', length: bytes.length };
}

/** The bytes of a body that was kept whole. */
export function toBytes({ text, encoding }: Pick<Body, 'text' | 'encoding'>): Buffer {
  if (encoding === 'gzip') return gunzipSync(Buffer.from(text, 'base64'));
  return Buffer.from(text, encoding ?? 'utf8');
}
