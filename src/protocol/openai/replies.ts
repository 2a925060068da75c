import { fromBase64, toBase64 } from './vector.ts';

// The replies of the API, as far as faults change them.

export interface ToolCall {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
}

export interface Choice {
  readonly index: number;
  readonly message: {
    readonly role: string;
    readonly content: string | null;
    readonly tool_calls?: readonly ToolCall[];
  };
  readonly finish_reason: string;
}

export interface Completion {
  readonly choices: readonly Choice[];
  readonly usage?: unknown;
}

export interface Output {
  readonly type: string;
  readonly status?: string;
  readonly content?: readonly { readonly type: string; readonly text: string }[];
  readonly arguments?: string;
  readonly call_id?: string;
  readonly name?: string;
}

export interface ResponseObject {
  readonly status: string;
  readonly output: readonly Output[];
}

export interface Embeddings {
  readonly data: readonly { readonly index: number; readonly embedding: string | readonly number[] }[];
}

/** The completion with each of its messages that has a text changed; undefined where none has. */
export function withText(
  whole: Completion,
  change: (text: string, choice: Choice) => Partial<Choice>,
): Completion | undefined {
  if (typeof whole.choices[0]?.message.content !== 'string') return undefined;
  return {
    ...whole,
    choices: whole.choices.map((choice) => ({ ...choice, ...change(choice.message.content!, choice) })),
  };
}

/** The completion with the calls of its first message changed; undefined where it has none. */
export function withCalls(
  whole: Completion,
  change: (calls: readonly ToolCall[]) => readonly ToolCall[],
): Completion | undefined {
  const [first, ...others] = whole.choices;
  const calls = first?.message.tool_calls;
  if (!calls) return undefined;
  return { ...whole, choices: [{ ...first, message: { ...first.message, tool_calls: change(calls) } }, ...others] };
}

/** The completion with its first call changed. */
export const withFunction = (
  whole: Completion,
  change: (called: ToolCall['function']) => Partial<ToolCall['function']>,
) =>
  withCalls(whole, ([call, ...others]) => [
    { ...call!, function: { ...call!.function, ...change(call!.function) } },
    ...others,
  ]);

/** The response with its items of a type changed; undefined where it has none. */
export function withItems(
  whole: ResponseObject,
  type: 'message' | 'function_call',
  change: (item: Output) => object,
): ResponseObject | undefined {
  if (!whole.output.some((item) => item.type === type)) return undefined;
  return {
    ...whole,
    output: whole.output.map((item) => (item.type === type ? ({ ...item, ...change(item) } as Output) : item)),
  };
}

/** The item with another text. */
export const spoken = ({ content }: Output, change: (text: string) => string) => ({
  content: content!.map((part) => ({ ...part, text: change(part.text) })),
});

/** The first half of a text, and at least a letter. */
export const half = (text: string): string => text.slice(0, Math.max(1, Math.floor(text.length / 2)));

/** Whether a text is a JSON object or list. */
export function isJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

/** A vector with its numbers changed, packed as it was. */
export function withNumbers(
  vector: string | readonly number[],
  change: (all: readonly number[]) => readonly number[],
): string | readonly number[] {
  return typeof vector === 'string' ? toBase64(change(fromBase64(vector))) : change(vector);
}
