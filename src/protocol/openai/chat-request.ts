import type { Schema } from '../../contract/contract.ts';
import { first } from '../first.ts';
import {
  badNumbers,
  badSchema,
  decimal,
  empty,
  integer,
  isObject,
  type Json,
  missing,
  type Range,
  type Refusal,
  unsupportedValue,
  wrongType,
} from './refusal.ts';

// What the API itself refuses, with the words it uses: https://platform.openai.com/docs/api-reference/chat/create

export interface Message {
  readonly role: string;
  readonly content?: unknown;
  readonly tool_calls?: readonly { readonly id: string }[];
  readonly tool_call_id?: string;
}

export interface Tool {
  readonly type: 'function';
  readonly function: { readonly name: string; readonly parameters?: Schema };
}

export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly Message[];
  readonly tools?: readonly Tool[];
  readonly tool_choice?: 'none' | 'auto' | 'required' | { readonly function: { readonly name: string } };
  readonly response_format?: {
    readonly type: string;
    readonly json_schema?: { readonly name: string; readonly schema?: Schema };
  };
  readonly parallel_tool_calls?: boolean;
  readonly n?: number;
  readonly stream?: boolean | null;
  readonly stream_options?: { readonly include_usage?: boolean } | null;
  readonly modalities?: readonly string[] | null;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
}

const roles = ['system', 'assistant', 'user', 'function', 'tool', 'developer'];

const ranges: Readonly<Record<string, Range>> = {
  temperature: decimal(0, 2),
  top_p: decimal(0, 1),
  presence_penalty: decimal(-2, 2),
  frequency_penalty: decimal(-2, 2),
  n: integer(1, 128),
  max_tokens: integer(1, Infinity),
  max_completion_tokens: integer(1, Infinity),
};

/** The first thing that the API would refuse in the body of a chat completion; undefined if it takes it. */
export function refusedChat(body: unknown): Refusal | undefined {
  if (!isObject(body)) return { message: 'We could not parse the JSON body of your request.', param: null, code: null };
  if (body.model === undefined) return { message: 'you must provide a model parameter', param: null, code: null };
  if (typeof body.model !== 'string') return wrongType('model', 'a string', body.model);
  if (body.messages === undefined) return missing('messages');
  if (!Array.isArray(body.messages)) return wrongType('messages', 'an array of objects', body.messages);
  if (body.messages.length === 0) return empty('messages');
  return (
    first(body.messages.map((m, i) => () => badMessage(m, `messages[${i}]`))) ??
    badOrder(body.messages as Message[]) ??
    badNumbers(body, ranges) ??
    badTools(body.tools) ??
    badChoice(body.tool_choice, body.tools as readonly Tool[] | undefined) ??
    badFormat(body.response_format, body.messages) ??
    badStreaming(body)
  );
}

function badMessage(message: unknown, param: string): Refusal | undefined {
  if (!isObject(message)) return wrongType(param, 'an object', message);
  if (message.role === undefined) return missing(`${param}.role`);
  if (!roles.includes(message.role as string)) return unsupportedValue(`${param}.role`, message.role, roles);
  const calls = message.role === 'assistant' && Array.isArray(message.tool_calls);
  if ((message.content === null || message.content === undefined) && !calls)
    return message.content === null && message.role === 'assistant'
      ? undefined
      : { message: `Invalid value for 'content': expected a string, got null.`, param: `${param}.content`, code: null };
  if (
    message.content !== null &&
    message.content !== undefined &&
    typeof message.content !== 'string' &&
    !Array.isArray(message.content)
  )
    return wrongType(`${param}.content`, 'one of a string or array of objects', message.content);
  return badCalls(message.tool_calls, `${param}.tool_calls`);
}

function badCalls(calls: unknown, param: string): Refusal | undefined {
  if (calls === undefined) return undefined;
  if (!Array.isArray(calls)) return wrongType(param, 'an array of objects', calls);
  if (calls.length === 0) return empty(param);
  return first(
    calls.map((call, i) => () => {
      if (!isObject(call)) return wrongType(`${param}[${i}]`, 'an object', call);
      if (typeof call.id !== 'string') return missing(`${param}[${i}].id`);
      return isObject(call.function) ? undefined : missing(`${param}[${i}].function`);
    }),
  );
}

/** Tool results answer the calls right before them, all of them and no others. */
function badOrder(messages: readonly Message[]): Refusal | undefined {
  let open: string[] = [];
  for (const [i, message] of messages.entries()) {
    if (message.role === 'tool') {
      if (!open.includes(message.tool_call_id ?? ''))
        return {
          message:
            "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
          param: `messages.[${i}].role`,
          code: null,
        };
      open = open.filter((id) => id !== message.tool_call_id);
    } else {
      if (open.length > 0) return unanswered(open, i);
      open = message.role === 'assistant' ? (message.tool_calls ?? []).map((c) => c.id) : [];
    }
  }
  return open.length > 0 ? unanswered(open, messages.length) : undefined;
}

const unanswered = (ids: readonly string[], i: number): Refusal => ({
  message: `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${ids.join(', ')}`,
  param: `messages.[${i}].role`,
  code: null,
});

function badTools(tools: unknown): Refusal | undefined {
  if (tools === undefined || tools === null) return undefined;
  if (!Array.isArray(tools)) return wrongType('tools', 'an array of objects', tools);
  if (tools.length === 0) return empty('tools');
  return first(
    tools.map((tool, i) => () => {
      const param = `tools[${i}]`;
      if (!isObject(tool)) return wrongType(param, 'an object', tool);
      if (!isObject(tool.function)) return missing(`${param}.function`);
      if (!/^[a-zA-Z0-9_-]{1,64}$/.test(String(tool.function.name ?? '')))
        return tool.function.name === undefined
          ? missing(`${param}.function.name`)
          : {
              message: `Invalid '${param}.function.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`,
              param: `${param}.function.name`,
              code: 'invalid_value',
            };
      return badSchema(
        tool.function.parameters,
        `function '${String(tool.function.name)}'`,
        `${param}.function.parameters`,
        'invalid_function_parameters',
      );
    }),
  );
}

function badChoice(choice: unknown, tools: readonly Tool[] | undefined): Refusal | undefined {
  const param = 'tool_choice';
  if (choice === undefined || choice === null) return undefined;
  if (!tools)
    return {
      message: "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
      param,
      code: null,
    };
  if (['none', 'auto', 'required'].includes(choice as string)) return undefined;
  if (!isObject(choice)) return unsupportedValue(param, choice, ['none', 'auto', 'required']);
  if (!isObject(choice.function)) return missing(`${param}.function`);
  const { name } = choice.function;
  return tools.some((t) => t.function.name === name)
    ? undefined
    : { message: `Tool choice '${String(name)}' not found in 'tools' parameter.`, param, code: null };
}

function badFormat(format: unknown, messages: unknown): Refusal | undefined {
  if (format === undefined || format === null) return undefined;
  if (!isObject(format)) return wrongType('response_format', 'an object', format);
  if (!['text', 'json_object', 'json_schema'].includes(format.type as string))
    return unsupportedValue('response_format.type', format.type, ['json_object', 'json_schema', 'text']);
  if (format.type === 'json_object' && !/json/i.test(JSON.stringify(messages)))
    return {
      message: "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
      param: 'messages',
      code: null,
    };
  if (format.type !== 'json_schema') return undefined;
  if (!isObject(format.json_schema)) return missing('response_format.json_schema');
  if (typeof format.json_schema.name !== 'string') return missing('response_format.json_schema.name');
  return badSchema(format.json_schema.schema, `response_format '${format.json_schema.name}'`, 'response_format', null);
}

function badStreaming({ stream, stream_options: options }: Json): Refusal | undefined {
  if (stream !== undefined && stream !== null && typeof stream !== 'boolean')
    return wrongType('stream', 'a boolean', stream);
  if (options === undefined || options === null) return undefined;
  if (!stream)
    return {
      message: "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
      param: 'stream_options',
      code: null,
    };
  return isObject(options) ? undefined : wrongType('stream_options', 'an object', options);
}
