import { first } from '../first.ts';
import type { GenerateRequest } from './asked.ts';
import { badConfig } from './config.ts';
import { badContent, badContents } from './contents.ts';
import { badFunctions } from './functions.ts';
import { isObject, message, type Refusal, unknownName, wrongType } from './refusal.ts';
import { snake } from './spelling.ts';

// What the API itself refuses, with the words it uses: https://ai.google.dev/api/generate-content

const known = new Set([
  ...['cachedContent', 'contents', 'continuationToken', 'generationConfig', 'labels', 'model', 'safetySettings'],
  ...['serviceTier', 'store', 'systemInstruction', 'toolConfig', 'tools'],
]);

/** The first thing that the API would refuse in a request to generate content; undefined if it takes it. */
export function refusal(body: unknown, model: string): Refusal | undefined {
  if (!isObject(body))
    return { at: '', message: 'Invalid JSON payload received. Unexpected end of string.', unread: true };
  const unknown = Object.keys(body).find((name) => !known.has(name));
  if (unknown !== undefined) return unknownName('', snake(unknown));
  const { generationConfig = {}, systemInstruction, contents, tools = [] } = body;
  return first([
    () => badContents(contents, model),
    () => (systemInstruction === undefined ? undefined : badContent(systemInstruction, 'system_instruction')),
    () =>
      isObject(generationConfig)
        ? badConfig(generationConfig)
        : wrongType('generation_config', message('GenerationConfig'), generationConfig),
    () => badFunctions(tools, body.toolConfig),
    () => badTogether(body as unknown as GenerateRequest, model),
  ]);
}

/** Models before the third answer with JSON, or call functions. */
function badTogether({ generationConfig, tools }: GenerateRequest, model: string): Refusal | undefined {
  const json = generationConfig?.responseMimeType === 'application/json';
  const calls = tools?.some(({ functionDeclarations }) => functionDeclarations !== undefined);
  return json && calls && /^gemini-[12]/.test(model)
    ? {
        at: 'generation_config.response_mime_type',
        message: "Function calling with a response mime type: 'application/json' is unsupported",
      }
    : undefined;
}
