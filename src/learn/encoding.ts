import { isUtf8 } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import type { Deviation } from './deviation.ts';

// No more than this is unpacked: a small body may hold gigabytes of zeros.
const largest = 64 * 1024 * 1024;

/** The text of a body, and how its bytes differ from UTF-8. */
export function decoded(bytes: Buffer): { readonly text: string; readonly found: Deviation[] } {
  const plain = unpacked(bytes);
  const odd = (kind: string, text: string) => ({
    text,
    found: [{ kind, pointer: '/body', breaks: true, value: text }],
  });
  if (isUtf16(plain)) return odd('utf-16-body', plain.toString('utf16le').replace(/^\ufeff/, ''));
  if (!isUtf8(plain)) return odd('latin-1-body', plain.toString('latin1'));
  const text = plain.toString();
  return text.startsWith('\ufeff') ? odd('byte-order-mark', text.slice(1)) : { text, found: [] };
}

const isUtf16 = (bytes: Buffer) =>
  bytes.length >= 2 && bytes.length % 2 === 0 && ((bytes[0] === 0xff && bytes[1] === 0xfe) || bytes[1] === 0);

/** Samples hold bodies as they were sent, or unpacked by the recorder: the header does not tell which. */
function unpacked(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: largest });
  } catch {
    return bytes;
  }
}
