import type { Schema } from '../../contract/contract.ts';
import { sampleValue } from '../../schema/sample-value.ts';
import { interned } from '../interned.ts';
import { mostEffective, type Order, repetition, signedInput } from '../obedience.ts';
import { textFor } from '../said.ts';
import { tokensOf, withinTokens } from '../tokens.ts';

/** What a request asks of the model, in whatever words. */
export interface Wanted {
  readonly tools: readonly { readonly name: string; readonly parameters: Schema }[];
  readonly choice: 'none' | 'auto' | 'required' | { readonly name: string };
  /** It ends with the results of tools. */
  readonly answered: boolean;
  /** What the text has to be, where it is JSON. */
  readonly schema?: Schema;
  /** Most tokens of the text. */
  readonly limit: number;
  /** What a document in it tells the model to do. */
  readonly order?: Order | undefined;
  /** What the model was told apart from what it is asked. */
  readonly told: string;
}

/** What the model says: it calls a tool, or gives a text. */
export type Said =
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly arguments: string;
      readonly schema: Schema;
      readonly order?: Order;
    }
  | { readonly kind: 'text'; readonly text: string; readonly schema?: Schema; readonly cut: boolean };

/** The name of the call of a tool among what a model might have said instead. */
export const toolCall = 'a tool call';

export const tokensIn = (said: Said): number => tokensOf(said.kind === 'call' ? said.arguments : said.text);

/** A model that may call tools calls one, once, and answers when it has the result. */
export function say(wanted: Wanted, replies: readonly unknown[], seed: number): Said {
  const { tools, choice, answered, order } = wanted;
  const obeyed = order && obey(wanted, order, seed);
  if (obeyed) return obeyed;
  if (tools.length === 0 || choice === 'none') return speak(wanted, replies, seed);
  if (typeof choice === 'object') return callTool(tools.find(({ name }) => name === choice.name)!, seed);
  return choice === 'required' || !answered ? callTool(tools[0]!, seed) : speak(wanted, replies, seed);
}

/** What the model does of what a document tells it to; undefined where the request leaves it no choice. */
function obey({ tools, choice, schema, limit, told }: Wanted, order: Order, seed: number): Said | undefined {
  if (order.wants === 'a repetition') {
    const free = (choice === 'auto' || choice === 'none' || tools.length === 0) && schema === undefined;
    return free ? toText(repetition(order, told), limit) : undefined;
  }
  const tool = choice === 'auto' || choice === 'required' ? mostEffective(tools) : undefined;
  if (!tool) return undefined;
  const parameters = interned(tool.parameters);
  const input = signedInput(parameters, sampleValue(parameters, seed), order);
  return { kind: 'call', name: tool.name, arguments: JSON.stringify(input), schema: parameters, order };
}

/** The call of a tool that a model might make once more in place of its text; undefined where it could not. */
export function callAgain({ tools, choice }: Wanted, said: Said, seed: number): (() => Said) | undefined {
  const [tool] = tools;
  if (tool === undefined || choice === 'none' || said.kind === 'call') return undefined;
  return () => callTool(tool, seed);
}

function callTool({ name, parameters }: Wanted['tools'][number], seed: number): Said {
  const schema = interned(parameters);
  return { kind: 'call', name, arguments: JSON.stringify(sampleValue(schema, seed)), schema };
}

function speak({ schema, limit }: Wanted, replies: readonly unknown[], seed: number): Said {
  return { ...toText(textFor(schema, replies, seed), limit), ...(schema === undefined ? {} : { schema }) };
}

function toText(whole: string, limit: number): Said & { readonly kind: 'text' } {
  const text = withinTokens(whole, limit);
  return { kind: 'text', text, cut: text !== whole };
}

/** The texts of what a message says, whatever parts it has. */
export const textsOf = (content: unknown): string =>
  (Array.isArray(content) ? content.map((part) => part?.text ?? '') : [content ?? '']).join('\n');

export const anyObject: Schema = { type: 'object' };
