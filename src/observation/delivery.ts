import type { Call, Flaw, SentReply, SentRequest, StruckFault } from './observation.ts';

/** What tells whose a call of an effect is: where it went, its idempotency key, and the values of its body. */
export function saidIn(request: Pick<SentRequest, 'target'>, body: string, key?: string): string {
  return [plainly(request.target), key ?? '', ...valuesIn(body)].join('\n');
}

/** What a call said, for `carries`. */
export const saidInCall = ({ request, effect }: Call): string => saidIn(request, request.body.text, effect?.key);

/** Whether something that was said holds a key as it is, no letter or digit around it. */
export function carries(said: string, key: string): boolean {
  for (let at = said.indexOf(key); at >= 0; at = said.indexOf(key, at + 1))
    if (!isWord(said[at - 1]) && !isWord(said[at + key.length])) return true;
  return false;
}

const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}]/u.test(char);

/**
 * Whether a dependency acknowledged what it was asked for. A head that says so is enough: whether the component waited for
 * the body as well is its own affair.
 */
export const acknowledges = ({
  flaws,
  reply,
  fault,
}: {
  readonly flaws: readonly Flaw[];
  readonly reply: SentReply;
  readonly fault?: StruckFault;
}): boolean =>
  flaws.length === 0 && (reply.status ?? 500) < 300 && (fault?.leaves !== 'lost' || fault.undelivered !== undefined);

function plainly(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

/** The texts and numbers of a JSON body; the body itself where it is none. */
function valuesIn(body: string): string[] {
  try {
    return leaves(JSON.parse(body));
  } catch {
    return [body];
  }
}

function leaves(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(leaves);
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : [];
}
