import type { Schema } from '../../contract/contract.ts';
import { schemaViolations } from '../../contract/json-schema.ts';

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
  readonly n?: number;
  readonly stream?: boolean;
  readonly max_tokens?: number;
  readonly max_completion_tokens?: number;
}

/** Why the API refuses a request: the members of its error body. */
export interface Refusal {
  readonly message: string;
  readonly param: string | null;
  readonly code: string | null;
}

const roles = ['system', 'assistant', 'user', 'function', 'tool', 'developer'];
const ranges = {
  temperature: [0, 2],
  top_p: [0, 1],
  presence_penalty: [-2, 2],
  frequency_penalty: [-2, 2],
  n: [1, 128],
} as const;

type Json = Record<string, unknown>;
const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);
const typeName = (v: unknown) =>
  v === null ? 'null' : Array.isArray(v) ? 'an array' : typeof v === 'object' ? 'an object' : `a ${typeof v}`;
const missing = (param: string): Refusal => ({
  message: `Missing required parameter: '${param}'.`,
  param,
  code: 'missing_required_parameter',
});
const wrongType = (param: string, wanted: string, found: unknown): Refusal => ({
  message: `Invalid type for '${param}': expected ${wanted}, but got ${typeName(found)} instead.`,
  param,
  code: 'invalid_type',
});

/** The first thing that the API would refuse in the body of a chat completion; undefined if it takes it. */
export function refusal(body: unknown): Refusal | undefined {
  if (!isObject(body)) return { message: 'We could not parse the JSON body of your request.', param: null, code: null };
  if (body.model === undefined) return { message: 'you must provide a model parameter', param: null, code: null };
  if (typeof body.model !== 'string') return wrongType('model', 'a string', body.model);
  if (body.messages === undefined) return missing('messages');
  if (!Array.isArray(body.messages)) return wrongType('messages', 'an array of objects', body.messages);
  if (body.messages.length === 0)
    return {
      message:
        "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
      param: 'messages',
      code: 'empty_array',
    };
  return (
    first(body.messages.map((m, i) => () => badMessage(m, `messages[${i}]`))) ??
    badOrder(body.messages as Message[]) ??
    badNumbers(body) ??
    badTools(body.tools) ??
    badFormat(body.response_format)
  );
}

function first(checks: readonly (() => Refusal | undefined)[]): Refusal | undefined {
  for (const check of checks) {
    const found = check();
    if (found) return found;
  }
  return undefined;
}

function badMessage(message: unknown, param: string): Refusal | undefined {
  if (!isObject(message)) return wrongType(param, 'an object', message);
  if (message.role === undefined) return missing(`${param}.role`);
  if (!roles.includes(message.role as string))
    return {
      message: `Invalid value: '${String(message.role)}'. Supported values are: ${roles.map((r) => `'${r}'`).join(', ')}.`,
      param: `${param}.role`,
      code: 'invalid_value',
    };
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
  return undefined;
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

function badNumbers(body: Json): Refusal | undefined {
  for (const [param, [low, high]] of Object.entries(ranges)) {
    const value = body[param];
    if (value === undefined || value === null) continue;
    if (typeof value !== 'number') return wrongType(param, 'a decimal', value);
    if (value < low)
      return {
        message: `Invalid '${param}': decimal below minimum value. Expected a value >= ${low}, but got ${value} instead.`,
        param,
        code: 'decimal_below_min_value',
      };
    if (value > high)
      return {
        message: `Invalid '${param}': decimal above maximum value. Expected a value <= ${high}, but got ${value} instead.`,
        param,
        code: 'decimal_above_max_value',
      };
  }
  return undefined;
}

function badTools(tools: unknown): Refusal | undefined {
  if (tools === undefined || tools === null) return undefined;
  if (!Array.isArray(tools)) return wrongType('tools', 'an array of objects', tools);
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

function badFormat(format: unknown): Refusal | undefined {
  if (format === undefined || format === null) return undefined;
  if (!isObject(format)) return wrongType('response_format', 'an object', format);
  if (!['text', 'json_object', 'json_schema'].includes(format.type as string))
    return {
      message: `Invalid value: '${String(format.type)}'. Supported values are: 'json_object', 'json_schema', and 'text'.`,
      param: 'response_format.type',
      code: 'invalid_value',
    };
  if (format.type !== 'json_schema') return undefined;
  if (!isObject(format.json_schema)) return missing('response_format.json_schema');
  if (typeof format.json_schema.name !== 'string') return missing('response_format.json_schema.name');
  return badSchema(format.json_schema.schema, `response_format '${format.json_schema.name}'`, 'response_format', null);
}

function badSchema(schema: unknown, what: string, param: string, code: string | null): Refusal | undefined {
  if (schema === undefined) return undefined;
  const [violation] = isObject(schema)
    ? schemaViolations(interned(schema))
    : [{ pointer: '', message: 'is not an object' }];
  return (
    violation && {
      message: `Invalid schema for ${what}: In context=${violation.pointer || '()'}, ${violation.message}.`,
      param,
      code,
    }
  );
}

const schemas = new Map<string, Schema>();

/** The same object for the same schema in every request, so that it is compiled once. */
export function interned(schema: Schema): Schema {
  const key = JSON.stringify(schema);
  const known = schemas.get(key);
  if (known !== undefined) return known;
  if (schemas.size > 1000) schemas.clear();
  schemas.set(key, schema);
  return schema;
}
