/** The first part of a JSON text, in percent: never all that tells something. */
export function cut(body: Buffer, percent: number): Buffer {
  const telling = body.toString('latin1').trimEnd().length;
  return body.subarray(0, Math.floor((telling * percent) / 100));
}
