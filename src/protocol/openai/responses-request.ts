import type { Schema } from '../../contract/contract.ts';
import { first } from '../first.ts';
import {
  badNumbers,
  badSchema,
  decimal,
  integer,
  isObject,
  type Json,
  missing,
  type Range,
  type Refusal,
  unsupportedValue,
  wrongType,
} from './refusal.ts';

// What the API itself refuses, with the words it uses: https://platform.openai.com/docs/api-reference/responses/create

export interface ResponsesRequest {
  readonly model: string;
  readonly input: string | readonly Item[];
  readonly instructions?: string | null;
  readonly tools?: readonly ResponsesTool[] | null;
  readonly tool_choice?: 'none' | 'auto' | 'required' | { readonly type: string; readonly name?: string } | null;
  readonly text?: { readonly format?: { readonly type: string; readonly schema?: Schema } | null } | null;
  readonly reasoning?: Json | null;
  readonly max_output_tokens?: number | null;
  readonly parallel_tool_calls?: boolean | null;
  readonly previous_response_id?: string | null;
  readonly background?: boolean | null;
  readonly stream?: boolean | null;
  readonly [other: string]: unknown;
}

export interface Item {
  readonly role?: string;
  readonly content?: unknown;
  readonly type?: string;
  readonly call_id?: string;
}

export interface ResponsesTool {
  readonly type: string;
  readonly name?: string;
  readonly parameters?: Schema | null;
}

const roles = ['assistant', 'system', 'developer', 'user'];
const ranges: Readonly<Record<string, Range>> = {
  temperature: decimal(0, 2),
  top_p: decimal(0, 1),
  max_output_tokens: integer(16, Infinity),
  top_logprobs: integer(0, 20),
};
const moved: Readonly<Record<string, string>> = {
  messages: 'input',
  response_format: 'text.format',
  max_tokens: 'max_output_tokens',
  max_completion_tokens: 'max_output_tokens',
  reasoning_effort: 'reasoning.effort',
};

/** The first thing that the API would refuse in the body of a request for a response; undefined if it takes it. */
export function refusedResponse(body: unknown): Refusal | undefined {
  if (!isObject(body)) return { message: 'We could not parse the JSON body of your request.', param: null, code: null };
  return (
    first(Object.keys(body).map((param) => () => badPlace(param))) ??
    (typeof body.model === 'string' || body.prompt !== undefined
      ? undefined
      : body.model === undefined
        ? missing('model')
        : wrongType('model', 'a string', body.model)) ??
    badInput(body) ??
    badNumbers(body, ranges) ??
    badTools(body.tools) ??
    badChoice(body.tool_choice, body.tools) ??
    badFormat(body)
  );
}

const badPlace = (param: string): Refusal | undefined =>
  Object.hasOwn(moved, param)
    ? {
        message: `Unsupported parameter: '${param}'. In the Responses API, this parameter has moved to '${moved[param]}'. Try again with the new parameter. See the API documentation for more information: https://platform.openai.com/docs/api-reference/responses/create.`,
        param,
        code: 'unsupported_parameter',
      }
    : undefined;

function badInput({ input, previous_response_id: previous, conversation, prompt }: Json): Refusal | undefined {
  if (input === undefined) return prompt === undefined ? missing('input') : undefined;
  if (typeof input === 'string') return undefined;
  if (!Array.isArray(input)) return wrongType('input', 'one of a string or array of input items', input);
  return (
    first(input.map((item, i) => () => badItem(item, `input[${i}]`))) ??
    // What came before stands in a place that is not simulated.
    (previous === undefined && conversation === undefined ? badCalls(input as Item[]) : undefined)
  );
}

function badItem(item: unknown, param: string): Refusal | undefined {
  if (!isObject(item)) return wrongType(param, 'an object', item);
  if (item.type === 'function_call_output' || item.type === 'function_call') {
    const wanted = item.type === 'function_call' ? ['call_id', 'name', 'arguments'] : ['call_id', 'output'];
    const absent = wanted.find((name) => item[name] === undefined);
    return absent === undefined ? undefined : missing(`${param}.${absent}`);
  }
  if (item.type !== undefined && item.type !== 'message') return undefined;
  if (item.role === undefined) return missing(`${param}.role`);
  if (!roles.includes(item.role as string)) return unsupportedValue(`${param}.role`, item.role, roles);
  if (item.content === undefined) return missing(`${param}.content`);
  return typeof item.content === 'string' || Array.isArray(item.content)
    ? undefined
    : wrongType(`${param}.content`, 'one of a string or array of objects', item.content);
}

/** The results of tools answer calls, and all calls have theirs. */
function badCalls(input: readonly Item[]): Refusal | undefined {
  const ids = (type: string) => input.filter((item) => item.type === type).map((item) => item.call_id!);
  const [calls, outputs] = [ids('function_call'), ids('function_call_output')];
  // A call may stand behind a reference.
  if (input.some(({ type }) => type === 'item_reference')) return undefined;
  const orphan = outputs.find((id) => !calls.includes(id));
  const open = calls.find((id) => !outputs.includes(id));
  const plain = { param: 'input', code: null };
  if (orphan !== undefined)
    return { message: `No tool call found for function call output with call_id ${orphan}.`, ...plain };
  return open === undefined ? undefined : { message: `No tool output found for function call ${open}.`, ...plain };
}

function badTools(tools: unknown): Refusal | undefined {
  if (tools === undefined || tools === null) return undefined;
  if (!Array.isArray(tools)) return wrongType('tools', 'an array of objects', tools);
  return first(
    tools.map((tool, i) => () => {
      const param = `tools[${i}]`;
      if (!isObject(tool)) return wrongType(param, 'an object', tool);
      if (tool.type === undefined) return missing(`${param}.type`);
      if (tool.type !== 'function') return undefined;
      if (typeof tool.name !== 'string') return missing(`${param}.name`);
      const code = 'invalid_function_parameters';
      return badSchema(tool.parameters ?? undefined, `function '${tool.name}'`, `${param}.parameters`, code);
    }),
  );
}

function badChoice(choice: unknown, tools: unknown): Refusal | undefined {
  const param = 'tool_choice';
  if (choice === undefined || choice === null || ['none', 'auto'].includes(choice as string)) return undefined;
  if (choice !== 'required' && !isObject(choice)) return unsupportedValue(param, choice, ['none', 'auto', 'required']);
  const offered = Array.isArray(tools) ? (tools as readonly ResponsesTool[]) : [];
  if (choice === 'required')
    return offered.length > 0
      ? undefined
      : { message: "Tool choice 'required' must be specified with 'tools' parameter.", param, code: null };
  if (choice.type !== 'function' || offered.some(({ name }) => name === choice.name)) return undefined;
  return { message: `Tool choice 'function' not found in 'tools' parameter.`, param, code: null };
}

function badFormat({ text, input }: Json): Refusal | undefined {
  const format = isObject(text) ? text.format : undefined;
  if (format === undefined || format === null) return undefined;
  const param = 'text.format';
  if (!isObject(format)) return wrongType(param, 'an object', format);
  if (!['text', 'json_object', 'json_schema'].includes(format.type as string))
    return unsupportedValue(`${param}.type`, format.type, ['json_object', 'json_schema', 'text']);
  if (format.type === 'json_object' && !/json/i.test(JSON.stringify(input)))
    return {
      message:
        "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
      param: 'input',
      code: null,
    };
  if (format.type !== 'json_schema') return undefined;
  if (typeof format.name !== 'string') return missing(`${param}.name`);
  if (format.schema === undefined) return missing(`${param}.schema`);
  return badSchema(format.schema, `response_format '${format.name}'`, `${param}.schema`, 'invalid_json_schema');
}
