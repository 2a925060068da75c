/** A vector as the API packs it: 32 bits a number, the least byte first. */
export function toBase64(vector: readonly number[]): string {
  const bytes = Buffer.alloc(vector.length * 4);
  for (const [i, n] of vector.entries()) bytes.writeFloatLE(n, i * 4);
  return bytes.toString('base64');
}

export function fromBase64(text: string): number[] {
  const bytes = Buffer.from(text, 'base64');
  return Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readFloatLE(i * 4));
}
