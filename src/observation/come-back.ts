import { header, type SentReply } from './observation.ts';

/**
 * When a reply allows the next call, on the clock of its times; undefined where it says nothing that can be understood.
 * RFC 9110, 10.2.3. `started`: the beginning of that clock, in milliseconds since 1970.
 */
export function comeBack(reply: SentReply, started: number): number | undefined {
  const ms = header(reply.headers, 'retry-after-ms');
  if (ms !== undefined && /^\d+(\.\d+)?$/.test(ms)) return reply.ended + Number(ms);
  const after = header(reply.headers, 'retry-after');
  if (after === undefined) return undefined;
  if (/^\d+$/.test(after)) return reply.ended + Number(after) * 1000;
  const date = /^[A-Z][a-z]{2}, /.test(after) ? Date.parse(after) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(reply.ended, date - started);
}
