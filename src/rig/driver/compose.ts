import { createHash } from 'node:crypto';
import type { Input, Operation } from '../../contract/contract.ts';
import type { ToSend } from './request.ts';

/** Turns the values of an input into the bytes of a request. `id` names the case; it becomes the trace. */
export function compose({ call }: Operation, input: Input, id: string): ToSend {
  const path = call.path.replaceAll(/\{([^}]+)\}/g, (_, name: string) =>
    encodeURIComponent(String(input.path?.[name] ?? '')),
  );
  const query = new URLSearchParams(
    Object.entries(input.query ?? {}).map(([k, v]) => [k, String(v)] as [string, string]),
  ).toString();
  const body = input.body === undefined ? undefined : Buffer.from(JSON.stringify(input.body));
  const trace = createHash('sha256').update(id).digest('hex');
  return {
    method: call.method,
    target: query ? `${path}?${query}` : path,
    headers: [
      ...Object.entries(input.headers ?? {}).map(([k, v]) => [k, String(v)] as const),
      ['accept', 'application/json'],
      // https://www.w3.org/TR/trace-context/
      ['traceparent', `00-${trace.slice(0, 32)}-${trace.slice(32, 48)}-01`],
      ...(body ? ([['content-type', 'application/json']] as const) : []),
    ],
    body,
  };
}
