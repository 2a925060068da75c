import { schemaViolations } from '../../contract/json-schema.ts';
import { first } from '../first.ts';
import { interned } from '../interned.ts';
import { badSchema } from './dialect-rules.ts';
import { isObject, type Json, type Refusal, senseless, unknownName, wrongType } from './refusal.ts';
import { snake } from './spelling.ts';

const known = new Set([
  ...['audioTimestamp', 'audioTranscriptionConfig', 'candidateCount', 'enableEnhancedCivicAnswers', 'frequencyPenalty'],
  ...['imageConfig', 'logprobs', 'maxOutputTokens', 'mediaResolution', 'presencePenalty', 'responseJsonSchema'],
  ...['responseLogprobs', 'responseMimeType', 'responseModalities', 'responseSchema', 'seed', 'speechConfig'],
  ...['stopSequences', 'temperature', 'thinkingConfig', 'topK', 'topP'],
]);
const types = ['text/plain', 'application/json', 'application/xml', 'application/yaml', 'text/x.enum'];

interface Range {
  readonly type: 'TYPE_FLOAT' | 'TYPE_INT32';
  readonly low: number;
  readonly high: number;
  readonly why: string;
}
const ranges: Readonly<Record<string, Range>> = {
  temperature: { type: 'TYPE_FLOAT', low: 0, high: 2, why: 'temperature must be in the range [0.0, 2.0].' },
  topP: { type: 'TYPE_FLOAT', low: 0, high: 1, why: 'top_p must be in the range [0.0, 1.0].' },
  topK: { type: 'TYPE_INT32', low: 1, high: Infinity, why: 'top_k must be positive.' },
  maxOutputTokens: { type: 'TYPE_INT32', low: 1, high: Infinity, why: 'max_output_tokens must be positive.' },
  candidateCount: { type: 'TYPE_INT32', low: 1, high: 8, why: 'candidate_count must be in the range [1, 8].' },
};

export function badConfig(config: Json): Refusal | undefined {
  const place = 'generation_config';
  const unknown = Object.keys(config).find((name) => !known.has(name));
  if (unknown !== undefined) return unknownName(place, snake(unknown));
  return first([
    ...Object.entries(ranges).map(
      ([name, range]) =>
        () =>
          badNumber(config[name], range, `${place}.${snake(name)}`),
    ),
    () => badStops(config.stopSequences, `${place}.stop_sequences`),
    () => badType(config.responseMimeType, `${place}.response_mime_type`),
    () => badAnswer(config, place),
  ]);
}

function badNumber(value: unknown, { type, low, high, why }: Range, at: string): Refusal | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'number' || (type === 'TYPE_INT32' && !Number.isInteger(value)))
    return wrongType(at, type, value);
  return value < low || value > high ? senseless(at, why) : undefined;
}

function badStops(stops: unknown, at: string): Refusal | undefined {
  if (stops === undefined || stops === null) return undefined;
  if (!Array.isArray(stops) || stops.some((stop) => typeof stop !== 'string'))
    return wrongType(at, 'TYPE_STRING', stops);
  return stops.length > 5 ? senseless(at, 'at most 5 stop sequences are allowed.') : undefined;
}

const badType = (type: unknown, at: string): Refusal | undefined =>
  type === undefined || types.includes(type as string)
    ? undefined
    : senseless(at, `allowed mimetypes are ${types.map((t) => `\`${t}\``).join(', ')}.`);

function badAnswer({ responseMimeType, responseSchema, responseJsonSchema }: Json, place: string): Refusal | undefined {
  const [name, schema] =
    responseSchema === undefined ? ['response_json_schema', responseJsonSchema] : ['response_schema', responseSchema];
  const at = `${place}.${name}`;
  if (schema === undefined || schema === null) return undefined;
  if (responseSchema !== undefined && responseJsonSchema !== undefined)
    return senseless(at, 'only one of `response_schema` and `response_json_schema` can be set.');
  if (!['application/json', 'text/x.enum'].includes(responseMimeType as string))
    return senseless(at, 'only allowed when `response_mime_type` is `application/json` or `text/x.enum`.');
  if (responseSchema !== undefined) return badSchema(schema, at);
  const [violation] = isObject(schema)
    ? schemaViolations(interned(schema))
    : [{ pointer: '', message: 'is no object' }];
  return violation && senseless(at, `the JSON schema is invalid: ${violation.pointer} ${violation.message}.`);
}
