import type { ToSend } from '../request.ts';

/** The newest version of the protocol that the harness speaks; a server may answer with an older one. */
export const version = '2025-11-25';

type Json = Readonly<Record<string, unknown>>;

/** A message of JSON-RPC 2.0. */
export interface Message {
  readonly jsonrpc: '2.0';
  readonly id?: string | number | null;
  readonly method?: string;
  readonly params?: Json;
  readonly result?: Json;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: unknown };
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Undefined where it is none. */
export function readMessage(text: string): Message | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && value.jsonrpc === '2.0' ? (value as unknown as Message) : undefined;
  } catch {
    return undefined;
  }
}

export const isReply = ({ method }: Message): boolean => method === undefined;

export const request = (id: number, method: string, params: object): string =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params });

export const notification = (method: string, params?: object): string =>
  JSON.stringify({ jsonrpc: '2.0', method, ...(params ? { params } : {}) });

export const initialization = {
  protocolVersion: version,
  capabilities: {},
  clientInfo: { name: 'shakedown', version: '1' },
};

/** The call of a tool. Its arguments stay as they are written: how is what some mess is about. */
export function toolCall(id: number, { target, headers, body }: ToSend): string {
  const trace = headers.find(([name]) => name.toLowerCase() === 'traceparent')?.[1];
  const about = trace === undefined ? '' : `,"_meta":${JSON.stringify({ traceparent: trace })}`;
  const given = body === undefined || body.length === 0 ? '{}' : body.toString();
  return `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":${JSON.stringify(target)},"arguments":${given}${about}}}`;
}

const unknownMethod = -32601;

/** What the harness replies where the server asks it something; undefined where it asks nothing. */
export function replyTo({ id, method }: Message): string | undefined {
  if (method === undefined || id === undefined) return undefined;
  const said =
    method === 'ping' ? { result: {} } : { error: { code: unknownMethod, message: `${method} is not supported` } };
  return JSON.stringify({ jsonrpc: '2.0', id, ...said });
}
