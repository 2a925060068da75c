import { gzipSync } from 'node:zlib';
import { toBytes } from '../observation/body.ts';
import type { SentRequest } from '../observation/observation.ts';

// In bytes; Linux takes arguments of up to 128 KiB.
const longest = 64 * 1024;

/** A word for a POSIX shell. */
export const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * A command for a POSIX shell that sends the same request, byte for byte, to the component at `$COMPONENT`. What curl
 * cannot do, such as pauses or leaving, stands behind it as a remark. `streamed`: what comes is shown as it comes. The
 * call of a tool belongs to a session that curl does not begin: it is said as a remark alone.
 */
export function curlCommand({ sending, ...request }: SentRequest, streamed = false): string {
  if (request.method === 'tool') return toolCall(request);
  if (!sending) return command(request, streamed);
  const coded = sending.chunked
    ? command({ ...request, headers: [...request.headers, ['transfer-encoding', 'chunked']] }, streamed)
    : command(request, streamed);
  const remarks = [
    ...(sending.cuts && !sending.leaves ? [`in pieces that begin at byte ${sending.cuts.join(', ')}`] : []),
    ...(sending.pause ? [`with ${sending.pause} ms between them`] : []),
    ...(sending.leaves ? [`the caller leaves ${sending.leaves}`] : []),
  ];
  if (sending.again) return sending.again === 'at once' ? `${coded} & ${coded}; wait` : `${coded}; ${coded}`;
  return remarks.length > 0 ? `${coded} # ${remarks.join(', ')}` : coded;
}

const toolCall = ({ target, body }: SentRequest) =>
  `# tools/call {"name":${JSON.stringify(target)},"arguments":${toBytes(body).toString() || '{}'}}`;

function command({ method, target, headers, body }: SentRequest, streamed: boolean): string {
  const bytes = toBytes(body);
  // A header without a value is written with a semicolon; a default of curl's own is taken out by an empty one.
  const own = headers.map(([name, value]) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`);
  const has = (wanted: string) => headers.some(([name]) => name.toLowerCase() === wanted);
  const unsent = bytes.length > 0 && !has('content-type') ? ["-H 'content-type:'"] : [];
  const words = ['curl', '-sS', ...(streamed ? ['-N'] : []), '-i', '-X', method, ...own, ...unsent];
  const address = `"$COMPONENT"${quoted(target)}`;
  if (bytes.length === 0) return [...words, address].join(' ');
  if (bytes.length >= longest)
    return `echo ${gzipSync(bytes).toString('base64')} | base64 -d | gzip -d | ${[...words, '--data-binary', '@-', address].join(' ')}`;
  // An @ at the beginning would name a file, and no shell passes on every control character.
  const plain = body.encoding === undefined && !/^@|[\u0000-\u0008\u000b-\u001f\u007f]/.test(body.text);
  return plain
    ? [...words, '--data-binary', quoted(body.text), address].join(' ')
    : `echo ${bytes.toString('base64')} | base64 -d | ${[...words, '--data-binary', '@-', address].join(' ')}`;
}
