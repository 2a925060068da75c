import type { Schema } from '../../contract/contract.ts';
import { isValid } from '../../contract/json-schema.ts';
import { sampleValue } from '../../schema/sample-value.ts';
import { hash } from '../../schema/seed.ts';
import { interned } from '../interned.ts';
import { mostEffective, type Order, orderIn, repetition, signedId, signedInput } from '../obedience.ts';
import { Unsupported } from '../protocol.ts';
import { beforeStop, inputFor, picked, reliedText, sentence, textFor } from '../said.ts';
import { tokensOf, withinTokens } from '../tokens.ts';
import type { Block, MessagesRequest, Tool } from './asked.ts';
import { isObject } from './refusal.ts';

/** One block of a message, before it gets an id. */
export interface Part {
  block(id: string): Block;
  /** What a component relies on in this block, as a schema of it. */
  readonly relied: Schema;
  /** The schema that `relied` refers to, under its name. */
  readonly definition?: Readonly<Record<string, Schema>>;
  /** A text of this block that holds JSON: pointer from the block, and its schema. */
  readonly inner?: { readonly at: string; readonly schema: Schema };
  readonly tokens: number;
}

export interface Stop {
  readonly reason: 'end_turn' | 'max_tokens' | 'stop_sequence' | 'tool_use';
  readonly sequence?: string;
}

interface Said {
  readonly parts: readonly Part[];
  readonly stop: Stop;
}

/** The blocks that a model puts before its answer where it was asked to think. */
export function think({ thinking, max_tokens: limit }: MessagesRequest, seed: number): Part[] {
  if (!thinking || thinking.type === 'disabled' || thinking.type === 'between_tools' || limit === 0) return [];
  const thought = String(sampleValue(sentence, hash(seed, 'thought')));
  const signature = Buffer.from(`signed ${hash(seed, thought)}`).toString('base64');
  const shown = thinking.display === 'omitted' ? '' : thought;
  return [{ block: () => ({ type: 'thinking', thinking: shown, signature }), relied: true, tokens: tokensOf(thought) }];
}

/** What the model says, in at most `limit` tokens. */
export function say(request: MessagesRequest, replies: readonly unknown[], seed: number, limit: number): Said {
  if (limit === 0) return { parts: [], stop: { reason: 'max_tokens' } };
  const order = orderIn(request);
  const ordered = order && obey(request, order, replies, seed);
  if (ordered && 'text' in ordered) return speak(request, ordered.text, limit);
  const uses = ordered ? [ordered] : usesOf(request, replies, seed);
  return uses.length > 0 ? useTools(request, uses, limit) : speak(request, textOf(request, replies, seed), limit);
}

interface Use {
  readonly tool: Tool;
  readonly input: unknown;
  readonly order?: Order;
}

const ownTools = ({ tools = [] }: MessagesRequest) => tools.filter(({ input_schema: schema }) => schema !== undefined);

/** What the model does of what a document tells it to; undefined where the request leaves it no choice. */
function obey(
  request: MessagesRequest,
  order: Order,
  replies: readonly unknown[],
  seed: number,
): Use | { readonly text: string } | undefined {
  const { tool_choice: choice = { type: 'auto' }, output_config: output, system } = request;
  if (order.wants === 'a repetition') {
    const free = (choice.type === 'auto' || choice.type === 'none') && !output?.format;
    return free ? { text: repetition(order, toldIn(system)) } : undefined;
  }
  const tool = choice.type === 'auto' || choice.type === 'any' ? mostEffective(ownTools(request)) : undefined;
  const schema = tool && schemaOf(tool);
  return tool && { tool, input: signedInput(schema!, inputFor(schema!, replies, seed), order), order };
}

/** The texts of a system prompt. */
const toldIn = (system: unknown): string =>
  typeof system === 'string'
    ? system
    : Array.isArray(system)
      ? system.map((block: Block) => String(block.text ?? '')).join('\n')
      : '';

/** A model that may use tools uses one, once, unless the contract lets it say more, and answers when it has the results. */
function usesOf(request: MessagesRequest, replies: readonly unknown[], seed: number): Use[] {
  const { tools = [], tool_choice: choice = { type: 'auto' }, messages } = request;
  const own = ownTools(request);
  if (tools.length === 0 || choice.type === 'none') return [];
  if (choice.type === 'auto' && (hasResults(messages) || own.length === 0)) return [];
  const tool = choice.type === 'tool' ? own.find(({ name }) => name === choice.name) : own[0];
  if (!tool) throw new Unsupported('tools that the API itself describes are not simulated by this version');
  const several =
    choice.type === 'tool' ? [] : replies.map((reply) => usesIn(reply, own)).filter((uses) => uses !== undefined);
  return picked(several, seed) ?? [{ tool, input: inputFor(schemaOf(tool), replies, seed) }];
}

function hasResults(messages: MessagesRequest['messages']): boolean {
  const content = messages.findLast(({ role }) => role === 'user')?.content;
  return Array.isArray(content) && content.some(({ type }: Block) => type === 'tool_result');
}

/** The uses of tools that a reply of the contract lists as blocks; undefined where it is none, or does not fit. */
function usesIn(reply: unknown, tools: readonly Tool[]): Use[] | undefined {
  if (!isContent(reply)) return undefined;
  const uses = reply.map(({ name, input }) => ({ tool: tools.find((tool) => tool.name === name), input }));
  return uses.every((use): use is Use => use.tool !== undefined && isValid(schemaOf(use.tool), use.input))
    ? uses
    : undefined;
}

const isContent = (reply: unknown): reply is readonly Block[] =>
  Array.isArray(reply) && reply.length > 0 && reply.every((block) => isObject(block) && block.type === 'tool_use');

const schemaOf = ({ input_schema: schema = true }: Tool): Schema => interned(schema);

function useTools({ tools = [], tool_choice: choice }: MessagesRequest, uses: readonly Use[], limit: number): Said {
  const cost = uses.map(({ input }) => tokensOf(JSON.stringify(input)));
  const fits = cost.reduce((sum, tokens) => sum + tokens, 0) <= limit;
  // What did not fit is no JSON yet: the API then shows an empty input.
  if (!fits)
    return { parts: [toolPart(uses[0]!, { input: {}, tokens: limit, relied: true })], stop: { reason: 'max_tokens' } };
  const named = choice?.type === 'tool' ? [] : tools.map(({ name }) => name);
  const parts = uses.map((use, i) => {
    const definition = { [`input${i}`]: schemaOf(use.tool) };
    return {
      ...toolPart(use, { input: use.input, tokens: cost[i]!, relied: reliedUse(named, `#/$defs/input${i}`) }),
      definition,
    };
  });
  return { parts, stop: { reason: 'tool_use' } };
}

function toolPart(
  { tool: { name }, order }: Use,
  { input, tokens, relied }: { input: unknown; tokens: number; relied: Schema },
): Part {
  return {
    block: (id) => ({ type: 'tool_use', id: order ? signedId(`toolu_${id}`, order) : `toolu_${id}`, name, input }),
    relied,
    tokens,
  };
}

/** Where only one tool can be meant, nobody has to look at its name, and nobody answers with a result. */
function reliedUse(names: readonly string[], input: string): Schema {
  const properties = { input: { $ref: input } };
  if (names.length === 0) return { type: 'object', required: ['input'], properties };
  return {
    type: 'object',
    required: ['id', 'name', 'input'],
    properties: { id: { type: 'string', pattern: '.' }, name: { enum: names }, ...properties },
  };
}

const schemaIn = ({ output_config: output }: MessagesRequest): Schema | undefined =>
  output?.format ? interned(output.format.schema) : undefined;

function textOf(request: MessagesRequest, replies: readonly unknown[], seed: number): string {
  const schema = schemaIn(request);
  const words = schema === undefined ? replies.filter((reply) => !isContent(reply)) : replies;
  return textFor(schema, words, seed);
}

function speak(request: MessagesRequest, whole: string, limit: number): Said {
  const schema = schemaIn(request);
  const { text, stop } = stopped(whole, request.stop_sequences ?? [], limit);
  return {
    parts: [
      {
        block: () => ({ type: 'text', text }),
        relied: { type: 'object', required: ['text'], properties: { text: reliedText(schema) } },
        ...(schema !== undefined && stop.reason === 'end_turn' ? { inner: { at: '/text', schema } } : {}),
        tokens: tokensOf(text),
      },
    ],
    stop,
  };
}

/** The text up to where the model stops: at a sequence that it was told, or at the end of its tokens. */
function stopped(whole: string, sequences: readonly string[], limit: number): { text: string; stop: Stop } {
  const within = withinTokens(whole, limit);
  const { text, stop } = beforeStop(within, sequences);
  if (stop !== undefined) return { text, stop: { reason: 'stop_sequence', sequence: stop } };
  return { text, stop: { reason: within.length === whole.length ? 'end_turn' : 'max_tokens' } };
}
