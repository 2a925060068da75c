import type { Schema } from '../../contract/contract.ts';
import { isValid } from '../../contract/json-schema.ts';
import { sampleValue } from '../../schema/sample-value.ts';
import { hash } from '../../schema/seed.ts';
import { mostEffective, type Order, orderIn, repetition, signedId, signedInput } from '../obedience.ts';
import { beforeStop, inputFor, picked, reliedText, sentence, textFor } from '../said.ts';
import { tokensOf, withinTokens } from '../tokens.ts';
import { type Content, declarationsOf, type FunctionDeclaration, type GenerateRequest, type Part } from './asked.ts';
import { answerOf, parametersOf } from './dialect.ts';
import { isObject } from './refusal.ts';

/** One part of a candidate. */
export interface Spoken {
  readonly part: Part;
  /** What a component relies on in this part, as a schema of it. */
  readonly relied: Schema;
  /** The schema that `relied` refers to, under its name. */
  readonly definition?: Readonly<Record<string, Schema>>;
  /** The text of this part holds JSON of this schema. */
  readonly inner?: Schema;
  readonly tokens: number;
}

export interface Candidate {
  readonly thoughts: readonly Spoken[];
  readonly parts: readonly Spoken[];
  readonly finish: 'STOP' | 'MAX_TOKENS';
}

/** What the model says: the same for every call with the same seed. */
export function say(request: GenerateRequest, model: string, replies: readonly unknown[], seed: number): Candidate {
  const thoughts = think(request, seed);
  const order = orderIn(request);
  const ordered = order && obey(request, order, replies, seed);
  if (ordered && 'text' in ordered) return { thoughts, ...speak(request, ordered.text) };
  const calls = ordered ? [ordered] : callsOf(request, replies, seed);
  if (calls.length === 0) return { thoughts, ...speak(request, textOf(request, replies, seed)) };
  const parts = calls.map((call, i) => callPart(call, i, forced(request), model));
  return { thoughts, parts, finish: 'STOP' };
}

/** What the model does of what a document tells it to; undefined where the request leaves it no choice. */
function obey(
  request: GenerateRequest,
  order: Order,
  replies: readonly unknown[],
  seed: number,
): Call | { readonly text: string } | undefined {
  const { mode = 'AUTO' } = callingOf(request);
  if (order.wants === 'a repetition') {
    const free = mode !== 'ANY' && answerOf(request.generationConfig ?? {}) === undefined;
    return free ? { text: repetition(order, toldIn(request)) } : undefined;
  }
  const declared = mode === 'NONE' || forced(request) ? undefined : mostEffective(allowed(request));
  const schema = declared && parametersOf(declared);
  return declared && { declared, args: signedInput(schema!, inputFor(schema!, replies, seed), order), order };
}

function toldIn({ systemInstruction: system }: GenerateRequest): string {
  const { parts = [] } = (system ?? {}) as Partial<Content>;
  return parts.map(({ text }) => text ?? '').join('\n');
}

/** Parts that show what the model thought, where the request wants to see it. */
function think({ generationConfig }: GenerateRequest, seed: number): Spoken[] {
  if (generationConfig?.thinkingConfig?.includeThoughts !== true) return [];
  const text = String(sampleValue(sentence, hash(seed, 'thought')));
  return [{ part: { text, thought: true }, relied: true, tokens: tokensOf(text) }];
}

interface Call {
  readonly declared: FunctionDeclaration;
  readonly args: unknown;
  readonly order?: Order;
}

const callingOf = ({ toolConfig }: GenerateRequest) => toolConfig?.functionCallingConfig ?? {};

/** The functions that may be called. */
function allowed(request: GenerateRequest): readonly FunctionDeclaration[] {
  const { allowedFunctionNames: names = [] } = callingOf(request);
  const declared = declarationsOf(request);
  return names.length === 0 ? declared : declared.filter(({ name }) => names.includes(name));
}

/** Only one function can be meant: nobody has to look at its name. */
const forced = (request: GenerateRequest): boolean =>
  callingOf(request).mode === 'ANY' && allowed(request).length === 1;

/** A model that may call functions calls one, once, unless the contract lets it say more, and answers when it has the results. */
function callsOf(request: GenerateRequest, replies: readonly unknown[], seed: number): Call[] {
  const { mode = 'AUTO' } = callingOf(request);
  const own = allowed(request);
  const [first] = own;
  if (!first || mode === 'NONE' || (mode !== 'ANY' && answered(request.contents))) return [];
  const several = replies.map((reply) => callsIn(reply, own)).filter((calls) => calls !== undefined);
  return picked(several, seed) ?? [{ declared: first, args: inputFor(parametersOf(first), replies, seed) }];
}

const answered = (contents: readonly Content[]): boolean =>
  contents.at(-1)?.parts.some(({ functionResponse }) => functionResponse !== undefined) ?? false;

/** The calls that a reply of the contract lists as parts; undefined where it is none, or does not fit. */
function callsIn(reply: unknown, own: readonly FunctionDeclaration[]): Call[] | undefined {
  if (!isParts(reply)) return undefined;
  const calls = reply.map(({ functionCall }) => ({
    declared: own.find(({ name }) => name === functionCall!.name),
    args: functionCall!.args,
  }));
  const fits = (call: { declared: FunctionDeclaration | undefined; args: unknown }): call is Call =>
    call.declared !== undefined && isValid(parametersOf(call.declared), call.args);
  return calls.every(fits) ? calls : undefined;
}

const isParts = (reply: unknown): reply is readonly Part[] =>
  Array.isArray(reply) && reply.length > 0 && reply.every((part) => isObject(part) && isObject(part.functionCall));

function callPart({ declared, args, order }: Call, i: number, alone: boolean, model: string): Spoken {
  const { name } = declared;
  // From the third generation on, the first of several calls carries what the model thought.
  const signed = i === 0 && /^gemini-[3-9]/.test(model);
  const signature = Buffer.from(`signed ${hash(0, name, JSON.stringify(args))}`).toString('base64');
  const call = {
    type: 'object',
    required: alone ? ['args'] : ['name', 'args'],
    properties: { name: alone ? true : { const: name }, args: { $ref: `#/$defs/args${i}` } },
  };
  return {
    part: {
      functionCall: { ...(order ? { id: signedId('call', order) } : {}), name, args },
      ...(signed ? { thoughtSignature: signature } : {}),
    },
    relied: { type: 'object', required: ['functionCall'], properties: { functionCall: call } },
    definition: { [`args${i}`]: parametersOf(declared) },
    tokens: tokensOf(JSON.stringify(args)),
  };
}

function textOf({ generationConfig = {} }: GenerateRequest, replies: readonly unknown[], seed: number): string {
  const schema = answerOf(generationConfig);
  const fitting = schema === undefined ? replies.filter((reply) => !isParts(reply)) : replies;
  const said = textFor(schema, fitting, seed);
  // One of some words is said as it is, and not as JSON.
  return generationConfig.responseMimeType === 'text/x.enum' && schema !== undefined ? String(JSON.parse(said)) : said;
}

function speak({ generationConfig = {} }: GenerateRequest, whole: string): Pick<Candidate, 'parts' | 'finish'> {
  const schema = answerOf(generationConfig);
  const words = generationConfig.responseMimeType === 'text/x.enum' ? schema : undefined;
  const within = withinTokens(whole, generationConfig.maxOutputTokens ?? Number.POSITIVE_INFINITY);
  const { text } = beforeStop(within, generationConfig.stopSequences ?? []);
  const part = {
    part: { text },
    relied: {
      type: 'object',
      required: ['text'],
      properties: { text: reliedText(words === undefined ? schema : undefined) },
    },
    ...(schema !== undefined && words === undefined && text === whole ? { inner: schema } : {}),
    tokens: tokensOf(text),
  };
  return { parts: [part], finish: within === whole ? 'STOP' : 'MAX_TOKENS' };
}
