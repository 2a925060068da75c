import type { Answered, Body, Observation } from '../observation/observation.ts';
import { broken, type Check, holds, notApplicable } from './check.ts';

// So many characters before the one that was divided tell its place.
const around = 6;

export const keepsText: Check = {
  name: 'keeps-text',
  claim: 'a character that arrives in two pieces is one character: in the answer, and in what is sent downstream',
  why: 'Names and questions of people who do not write in ASCII are damaged now and then, and no error tells of it.',
  fix: 'Collect the bytes of a body and decode them once, or with a decoder that keeps the rest of a character for the next piece.',
  judge(contract, { case: { operation, mess, schedule }, request, answer, calls }) {
    if (mess?.request.sending?.cuts?.length !== 1 || mess.request.sending.leaves)
      return notApplicable('no character was divided');
    if (schedule.length > 0) return notApplicable('what replies have done to a text is not known');
    const place = dividedAt(request);
    if (!place) return notApplicable('no character was divided');
    const found = [
      ...calls.map((call) => ({
        what: `what it sent \`${call.dependency}\``,
        text: unescaped(call.request.body),
        dependency: call.dependency,
      })),
      { what: 'its answer', text: textOf(answer) },
    ].find(({ text }) => isDamaged(text, place));
    if (!found) return holds;
    return broken({
      told: `The component lost \`${place.character}\` behind \`${place.before.trim()}\`: ${found.what} has U+FFFD in its place.`,
      expected: 'the text as the caller wrote it',
      cites:
        contract.upstream[operation]!.accepts.body === undefined
          ? `/upstream/${operation}/call`
          : `/upstream/${operation}/accepts/body`,
      shape: 'a character that was divided',
      ...('dependency' in found ? { dependency: found.dependency } : {}),
    });
  },
};

interface Place {
  readonly before: string;
  readonly character: string;
}

/** The character that the cut divides, and what stands before it. */
function dividedAt({ body, sending }: Observation['request']): Place | undefined {
  const cut = sending!.cuts![0]!;
  const bytes = Buffer.from(body.text);
  if (body.encoding !== undefined || (bytes[cut]! & 0xc0) !== 0x80) return undefined;
  const [character = ''] = bytes.subarray(cut - 1).toString();
  // Quotes and backslashes are written differently downstream.
  const before = bytes
    .subarray(0, cut - 1)
    .toString()
    .split(/["\\]/)
    .at(-1)!
    .slice(-around);
  return before.length > 2 ? { before, character } : undefined;
}

/** The replacement character stands in its place: no component writes it by choice. */
const isDamaged = (text: string, { before }: Place) => text.includes(`${before}\uFFFD`);

const textOf = (answer: Answered) => (answer.kind === 'response' ? unescaped(answer.body) : '');

/** A text in which characters are themselves that JSON writes by their number; also where it was written twice. */
const unescaped = ({ text }: Body) =>
  text.replaceAll(/\\+u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
