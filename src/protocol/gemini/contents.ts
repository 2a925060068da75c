import { first } from '../first.ts';
import type { Content, Part } from './asked.ts';
import {
  isObject,
  type Json,
  message,
  plain,
  type Refusal,
  senseless,
  struct,
  unknownName,
  wrongType,
} from './refusal.ts';
import { snake } from './spelling.ts';

/** Every part has one of these. */
const data = [
  ...['text', 'inlineData', 'fileData', 'functionCall', 'functionResponse', 'executableCode', 'codeExecutionResult'],
  ...['toolCall', 'toolResponse', 'audioTranscription'],
];
const besides = ['thought', 'thoughtSignature', 'videoMetadata', 'mediaResolution', 'partMetadata'];

export function badContents(contents: unknown, model: string): Refusal | undefined {
  if (contents === undefined || (Array.isArray(contents) && contents.length === 0))
    return senseless('contents', 'contents is not specified');
  if (!Array.isArray(contents)) return wrongType('contents', message('Content'), contents);
  return first([
    ...contents.map((content, i) => () => badContent(content, `contents[${i}]`)),
    () => badTurns(contents as Content[]),
    () => badSignatures(contents as Content[], model),
  ]);
}

export function badContent(content: unknown, at: string): Refusal | undefined {
  if (!isObject(content)) return wrongType(at, message('Content'), content);
  const unknown = Object.keys(content).find((name) => !['role', 'parts'].includes(name));
  if (unknown !== undefined) return unknownName(at, snake(unknown));
  const { role, parts } = content;
  // "function" is how answers of functions were once told apart; "system" is told apart by its place.
  if (at !== 'system_instruction' && role !== undefined && !['user', 'model', 'function'].includes(role as string))
    return plain(`${at}.role`, 'Please use a valid role: user, model.');
  if (parts === undefined || (Array.isArray(parts) && parts.length === 0))
    return senseless(`${at}.parts`, 'contents.parts must not be empty.');
  if (!Array.isArray(parts)) return wrongType(`${at}.parts`, message('Part'), parts);
  return first(parts.map((part, i) => () => badPart(part, `${at}.parts[${i}]`)));
}

function badPart(part: unknown, at: string): Refusal | undefined {
  if (!isObject(part)) return wrongType(at, message('Part'), part);
  const unknown = Object.keys(part).find((name) => ![...data, ...besides].includes(name));
  if (unknown !== undefined) return unknownName(at, snake(unknown));
  const said = data.filter((name) => part[name] !== undefined);
  if (said.length !== 1) return senseless(`${at}.data`, "required oneof field 'data' must have one initialized field");
  if (part.text !== undefined && typeof part.text !== 'string')
    return wrongType(`${at}.text`, 'TYPE_STRING', part.text);
  return (
    badFunction(part.functionCall, 'args', `${at}.function_call`) ??
    badFunction(part.functionResponse, 'response', `${at}.function_response`)
  );
}

function badFunction(value: unknown, holds: 'args' | 'response', at: string): Refusal | undefined {
  if (value === undefined) return undefined;
  if (!isObject(value)) return wrongType(at, message(holds === 'args' ? 'FunctionCall' : 'FunctionResponse'), value);
  const { name, [holds]: held } = value as Json;
  if (typeof name !== 'string' || name === '') return senseless(`${at}.name`, 'Name cannot be empty.');
  return held === undefined || isObject(held) ? undefined : wrongType(`${at}.${holds}`, struct, held);
}

const callsOf = ({ parts }: Content): Part[] => parts.filter(({ functionCall }) => functionCall !== undefined);
const responsesOf = ({ parts }: Content): Part[] =>
  parts.filter(({ functionResponse }) => functionResponse !== undefined);

/** Functions are called right after the user or their results, and answered right after they are called. */
function badTurns(contents: readonly Content[]): Refusal | undefined {
  let open = 0;
  for (const [i, content] of contents.entries()) {
    const [calls, responses] = [callsOf(content).length, responsesOf(content).length];
    const before = contents[i - 1];
    const at = `contents[${i}]`;
    if (responses > 0 && open === 0)
      return plain(at, 'Please ensure that function response turn comes immediately after a function call turn.');
    if (calls > 0 && (before === undefined || before.role === 'model'))
      return plain(
        at,
        'Please ensure that function call turn comes immediately after a user turn or after a function response turn.',
      );
    // Answers of one turn may come in several contents.
    if (responses > open || (open > 0 && responses === 0)) return unequal(at);
    open = calls > 0 ? calls : open - responses;
  }
  return open > 0 ? unequal(`contents[${contents.length}]`) : undefined;
}

const unequal = (at: string): Refusal =>
  plain(
    at,
    'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.',
  );

/** From the third generation on, a model wants the signature of its thoughts back with the calls of the current turn. */
function badSignatures(contents: readonly Content[], model: string): Refusal | undefined {
  if (!/^gemini-[3-9]/.test(model)) return undefined;
  const turn = contents.findLastIndex((content) => content.role !== 'model' && responsesOf(content).length === 0);
  for (const [i, content] of contents.entries()) {
    const [call] = i > turn ? callsOf(content) : [];
    if (call && !call.thoughtSignature)
      return plain(
        `contents[${i}].parts`,
        `Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call \`default_api:${call.functionCall!.name}\` , position ${i + 1}. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.`,
      );
  }
  return undefined;
}
