import { toBytes } from '../observation/body.ts';
import type { SentRequest } from '../observation/observation.ts';

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** A command for a POSIX shell that sends the same request, byte for byte, to the component at `$COMPONENT`. */
export function curlCommand({ method, target, headers, body }: SentRequest): string {
  const bytes = toBytes(body);
  // A header without a value is written with a semicolon; a default of curl's own is taken out by an empty one.
  const own = headers.map(([name, value]) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`);
  const has = (wanted: string) => headers.some(([name]) => name.toLowerCase() === wanted);
  const unsent = bytes.length > 0 && !has('content-type') ? ["-H 'content-type:'"] : [];
  const words = ['curl', '-sS', '-i', '-X', method, ...own, ...unsent];
  const address = `"$COMPONENT"${quoted(target)}`;
  if (bytes.length === 0) return [...words, address].join(' ');
  // An @ at the beginning would name a file, and no shell passes on every control character.
  const plain = body.encoding === undefined && !/^@|[\u0000-\u0008\u000b-\u001f\u007f]/.test(body.text);
  return plain
    ? [...words, '--data-binary', quoted(body.text), address].join(' ')
    : `echo ${bytes.toString('base64')} | base64 -d | ${[...words, '--data-binary', '@-', address].join(' ')}`;
}
