import type { Messed } from './mess.ts';
import type { RawRequest } from './request.ts';

/** The request, sent in another way than usual. `became`: that way, in words. */
export const sentOtherwise = (
  request: RawRequest,
  became: string,
  sending: NonNullable<RawRequest['sending']>,
  { pointer = '/sending', was = 'whole, and once' } = {},
): Messed => ({ pointer, was, became, request: { ...request, sending } });

/** Where the pieces of a body begin that is sent in `count` of them. */
export const cutsOf = (body: Buffer, count: number): number[] =>
  Array.from({ length: count - 1 }, (_, i) => Math.floor(((i + 1) * body.length) / count)).filter((at) => at > 0);
