import { first } from '../first.ts';
import { badNumbers, empty, integer, isObject, missing, type Refusal, unsupportedValue, wrongType } from './refusal.ts';

// What the API itself refuses, with the words it uses: https://platform.openai.com/docs/api-reference/embeddings/create

type Tokens = readonly number[];

export interface EmbeddingsRequest {
  readonly model: string;
  readonly input: string | readonly string[] | Tokens | readonly Tokens[];
  readonly dimensions?: number;
  readonly encoding_format?: 'float' | 'base64';
}

/** The inputs of a request, each of which gets a vector. */
export function texts(input: EmbeddingsRequest['input']): readonly (string | Tokens)[] {
  if (typeof input === 'string') return [input];
  return typeof input[0] === 'number' ? [input as Tokens] : (input as readonly (string | Tokens)[]);
}

const mostInputs = 2048;
const ranges = { dimensions: integer(1, 3072) };

/** The first thing that the API would refuse in the body of a request for embeddings; undefined if it takes it. */
export function refusedEmbeddings(body: unknown): Refusal | undefined {
  if (!isObject(body)) return { message: 'We could not parse the JSON body of your request.', param: null, code: null };
  const { model, input, encoding_format: format, dimensions } = body;
  if (model === undefined) return { message: 'you must provide a model parameter', param: null, code: null };
  if (typeof model !== 'string') return wrongType('model', 'a string', model);
  if (input === undefined) return missing('input');
  if (format !== undefined && format !== 'float' && format !== 'base64')
    return unsupportedValue('encoding_format', format, ['float', 'base64']);
  if (dimensions !== undefined && model === 'text-embedding-ada-002')
    return { message: 'This model does not support specifying dimensions.', param: null, code: null };
  return badInput(input) ?? badNumbers(body, ranges);
}

function badInput(input: unknown): Refusal | undefined {
  if (typeof input === 'string') return input === '' ? invalid('$.input') : undefined;
  if (!Array.isArray(input)) return wrongType('input', 'one of a string or array of strings', input);
  if (input.length === 0) return empty('input');
  if (input.length > mostInputs)
    return {
      message: `Invalid 'input': array too long. Expected an array with maximum length ${mostInputs}, but got an array with length ${input.length} instead.`,
      param: 'input',
      code: 'array_above_max_length',
    };
  if (input.every((n) => Number.isInteger(n))) return undefined;
  return first(input.map((one, i) => () => (isInput(one) ? undefined : invalid(`$.input[${i}]`))));
}

const isInput = (one: unknown): boolean =>
  typeof one === 'string' ? one !== '' : Array.isArray(one) && one.length > 0 && one.every((n) => Number.isInteger(n));

/** How the API refuses an empty text among others. */
const invalid = (place: string): Refusal => ({
  message: `'${place}' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference.`,
  param: null,
  code: null,
});
