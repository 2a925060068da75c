import { hash } from 'node:crypto';
import type { Operation } from '../../contract/contract.ts';
import { type RawRequest, written } from '../../mess/request.ts';
import { toBytes, toWholeBody } from '../../observation/body.ts';
import type { Case, SentRequest } from '../../observation/observation.ts';
import { bytesWithOwnKeys, withOwnKeys } from './own-key.ts';
import type { ToSend } from './request.ts';

/** The clean request of a case, without words of its own. `own`: where its keys come from, if it has any. */
export function composeClean(operation: Operation, { input, atOnce, id, seed }: Case, own = seed): ToSend {
  return traced(operation, written(operation, withOwnKeys(operation, atOnce?.clean ?? input, own)), id).request;
}

/** The request that a case is about. `own`: where its keys come from, if it has any. */
export function compose(operation: Operation, played: Case, own = played.seed): ToSend {
  const { mess, atOnce, input, id } = played;
  // The words of requests at once are their own already.
  if (!mess)
    return traced(operation, written(operation, atOnce ? input : withOwnKeys(operation, input, own)), id).request;
  const { request } = mess;
  const body = request.body && bytesWithOwnKeys(operation, played, own, toBytes(request.body));
  return traced(operation, { ...request, body }, id).request;
}

/** The other requests of the same moment. */
export function composeOthers(operation: Operation, { atOnce, id }: Case): ToSend[] {
  return (atOnce?.others ?? []).map(
    ({ input }, i) => traced(operation, written(operation, input), `${id} and ${i + 1}`).request,
  );
}

const mediaTypes = { sse: 'text/event-stream', ndjson: 'application/x-ndjson' } as const;

/** What the answers of an operation are; those that come as streams first. */
function accepted({ answers }: Operation): string {
  const streams = Object.values(answers).flatMap(({ stream }) => (stream ? [mediaTypes[stream.format]] : []));
  return [...new Set([...streams, 'application/json'])].join(', ');
}

/** `id` names the request; it becomes its trace. */
export function traced(
  operation: Operation,
  request: RawRequest,
  id: string,
): { readonly request: ToSend; readonly trace: string } {
  const drawn = hash('sha256', id);
  const trace = drawn.slice(0, 32);
  const accepts = request.headers.some(([name]) => name.toLowerCase() === 'accept');
  const headers = [
    ...request.headers,
    ...(accepts || operation.call.method === 'tool' ? [] : ([['accept', accepted(operation)]] as const)),
    // https://www.w3.org/TR/trace-context/
    ['traceparent', `00-${trace}-${drawn.slice(32, 48)}-01`] as const,
  ];
  return { request: { ...request, headers }, trace };
}

/** A request as it is recorded. */
export function sent({ method, target, headers, body, sending }: ToSend): SentRequest {
  return { method, target, headers, body: toWholeBody(body ?? Buffer.alloc(0)), ...(sending ? { sending } : {}) };
}

/** The requests of a case, as they would be recorded: all of one moment, the one that it is about first. */
export const requestsOf = (operation: Operation, played: Case): SentRequest[] =>
  [compose(operation, played), ...composeOthers(operation, played)].map(sent);
