import type { Input, Operation, Schema } from '../contract/contract.ts';
import { isValid } from '../contract/json-schema.ts';
import { step, steps } from '../contract/pointer.ts';
import { type Spot, spots } from '../schema/break.ts';
import { dividesPatterns, isDoubtful, without } from './doubt.ts';
import type { RawRequest } from './request.ts';
import { written } from './request.ts';

// Parameters are text on the wire: in the path, in the query and in headers.

/** Where parameters stand. */
export const parts = ['path', 'query', 'headers'] as const;
type Part = (typeof parts)[number];

interface Parameter {
  /** JSON Pointer into the request: `/query/lang`. */
  readonly pointer: string;
  /** What stands there in the clean request. */
  readonly spot: Spot;
  /** The request with another text there; undefined where that text cannot be sent as it stands. */
  with(text: string): RawRequest | undefined;
}

/** The parameters of a request, as far as the contract declares them. */
export function* parameters(operation: Operation, input: Input): Generator<Parameter> {
  for (const part of parts)
    for (const [name, value] of Object.entries(input[part] ?? {})) {
      const schema = operation.accepts[part][name];
      if (schema === undefined || (part === 'headers' && spokenFor.test(name))) continue;
      yield {
        pointer: step(`/${part}`, name),
        // A parameter is one text; what it means inside, nobody says.
        spot: [...spots(schema, value, false)][0]!,
        with: (text) =>
          isSendable(part, text)
            ? written(operation, { ...input, [part]: { ...input[part], [name]: text } })
            : undefined,
      };
    }
}

// What HTTP itself and who asks are about: servers answer for these before anybody reads a parameter.
const spokenFor =
  /^(accept|content-|(proxy-)?auth|cookie|host|connection|transfer-|te$|trailer|upgrade|expect|trace|x-api-key)/i;

// Servers limit the length of an address, each at another length.
const longest = 1024;

function isSendable(part: Part, text: string): boolean {
  if (/\p{Cs}/u.test(text) || text.length > longest) return false;
  // What RFC 9110, 5.5 lets into a field, and what every reader leaves as it is.
  if (part === 'headers') return /^[!-~]([ -~]*[!-~])?$/.test(text);
  // Empty segments, dots and slashes are resolved before anybody reads a parameter: RFC 3986, 5.2.4.
  if (part === 'path') return !/^\.{0,2}$|[/\\%\p{Cc}]/u.test(text);
  return true;
}

/** The schema of the parameter that a pointer names. */
export function schemaOfParameter({ accepts }: Operation, pointer: string): Schema | undefined {
  const [part, name] = steps(pointer);
  if (!parts.includes(part as Part) || name === undefined) return undefined;
  const declared = accepts[part as Part];
  return Object.hasOwn(declared, name) ? declared[name] : undefined;
}

/**
 * What is owed to a request whose parameter is this text: its schema is the policy, as far as a text says what it means.
 * In the path and in headers a parameter names things that may not be there, so that one that is allowed may still be
 * refused.
 */
export function owedToText(operation: Operation, pointer: string, text: string): 'served' | 'rejected' | 'either' {
  const schema = schemaOfParameter(operation, pointer)!;
  // No rule says what an empty parameter is, and some servers refuse control characters.
  if (text.trim() !== text || /^$|\p{Cc}/u.test(text)) return 'either';
  const readings = [...readingsOf(text)];
  const valid = readings.map((value) => isValid(schema, value));
  const mild = without(schema, dividesPatterns(text) ? ['format', 'pattern'] : ['format']);
  if (readings.some((value, i) => isValid(mild, value) !== valid[i])) return 'either';
  if (!valid.includes(true)) return isSpelling(text) && (readings.length === 1 || isFlag(text)) ? 'either' : 'rejected';
  if (!pointer.startsWith('/query/')) return 'either';
  return readings.some((value, i) => valid[i] && isDoubtful([...spots(schema, value)][0]!)) ? 'either' : 'served';
}

/** The values that a reader may see in a text: the text, and the number or the truth value that it spells. */
function* readingsOf(text: string): Generator<unknown> {
  yield text;
  if (text === 'true' || text === 'false') yield text === 'true';
  // As JSON writes it: other spellings are known to some readers only.
  if (String(Number(text)) === text && Number.isFinite(Number(text))) yield Number(text);
}

const isFlag = (text: string) => /^([01]|true|false)$/.test(text);

/** A number or a truth value in a spelling that some readers know. */
const isSpelling = (text: string) =>
  !Number.isNaN(Number(text)) ||
  /^(true|false|yes|no|on|off|null|nan|[+-]?inf(inity)?)$/i.test(text) ||
  /^[+-]?[\d.,_ ']+[dflmn%]?$/i.test(text);
