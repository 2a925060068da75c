/** The header of a body that comes in chunks: https://www.rfc-editor.org/rfc/rfc9112#name-chunked-transfer-coding */
export const inChunks = [['transfer-encoding', 'chunked']] as const;

/** One chunk on the wire. An empty one would end the body. */
export function chunk(bytes: Buffer, extension = ''): Buffer {
  const head = `${bytes.length.toString(16)}${extension}\r\n`;
  const whole = Buffer.allocUnsafe(Buffer.byteLength(head) + bytes.length + 2);
  const at = whole.write(head);
  bytes.copy(whole, at);
  whole.write('\r\n', at + bytes.length, 'latin1');
  return whole;
}

/** The end of a body in chunks. */
export function lastChunk(trailers = ''): Buffer {
  return Buffer.from(`0\r\n${trailers}\r\n`);
}

/** The chunks of a body, each of at most `size` bytes. */
export function chunksOf(body: Buffer, size: number, extension = ''): Buffer[] {
  return Array.from({ length: Math.ceil(body.length / size) }, (_, i) =>
    chunk(body.subarray(i * size, (i + 1) * size), extension),
  );
}
