import { createHash } from 'node:crypto';
import type { Operation } from '../../contract/contract.ts';
import { type RawRequest, written } from '../../mess/request.ts';
import { toBytes, toWholeBody } from '../../observation/body.ts';
import type { Case, SentRequest } from '../../observation/observation.ts';
import type { ToSend } from './request.ts';

/** The clean request of a case, without words of its own. */
export function composeClean(operation: Operation, { input, atOnce, id }: Case): ToSend {
  return traced(written(operation, atOnce?.clean ?? input), id);
}

/** The request that a case is about. */
export function compose(operation: Operation, played: Case): ToSend {
  if (!played.mess) return traced(written(operation, played.input), played.id);
  const { request } = played.mess;
  return traced({ ...request, body: request.body && toBytes(request.body) }, played.id);
}

/** The other requests of the same moment. */
export function composeOthers(operation: Operation, { atOnce, id }: Case): ToSend[] {
  return (atOnce?.others ?? []).map(({ input }, i) => traced(written(operation, input), `${id} and ${i + 1}`));
}

/** `id` names the case; it becomes the trace. */
function traced(request: RawRequest, id: string): ToSend {
  const trace = createHash('sha256').update(id).digest('hex');
  const accepts = request.headers.some(([name]) => name.toLowerCase() === 'accept');
  return {
    ...request,
    headers: [
      ...request.headers,
      ...(accepts ? [] : ([['accept', 'application/json']] as const)),
      // https://www.w3.org/TR/trace-context/
      ['traceparent', `00-${trace.slice(0, 32)}-${trace.slice(32, 48)}-01`],
    ],
  };
}

/** A request as it is recorded. */
export function sent({ method, target, headers, body, sending }: ToSend): SentRequest {
  return { method, target, headers, body: toWholeBody(body ?? Buffer.alloc(0)), ...(sending ? { sending } : {}) };
}

/** The requests of a case, as they would be recorded: all of one moment, the one that it is about first. */
export const requestsOf = (operation: Operation, played: Case): SentRequest[] =>
  [compose(operation, played), ...composeOthers(operation, played)].map(sent);
