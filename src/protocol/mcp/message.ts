// JSON-RPC 2.0 as MCP uses it: https://modelcontextprotocol.io/specification/2025-06-18/basic

export type Json = Readonly<Record<string, unknown>>;
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Something that is asked for, and that waits for a reply. */
export interface Request {
  readonly id: string | number;
  readonly method: string;
  readonly params: Json;
}

export const codes = {
  parse: -32700,
  request: -32600,
  method: -32601,
  params: -32602,
  internal: -32603,
  /** Of the server's own making: https://www.jsonrpc.org/specification#error_object */
  server: -32000,
  session: -32001,
} as const;

export const resultMessage = (id: Request['id'], result: Json) => ({ result, jsonrpc: '2.0', id });

export const errorMessage = (id: Request['id'] | null, code: number, message: string) => ({
  jsonrpc: '2.0',
  id,
  error: { code, message },
});

/** The request that a message is; a text says why it is none. */
export function requestOf({ id, method, params = {} }: Json): Request | string {
  if (typeof id !== 'string' && !Number.isInteger(id))
    return 'the id of a request is neither a text nor a whole number';
  if (typeof method !== 'string') return 'the method of a request is no text';
  if (!isObject(params)) return 'the params of a request are no object';
  return { id: id as Request['id'], method, params };
}
