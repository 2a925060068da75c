import { isDeepStrictEqual } from 'node:util';
import type { Answer, Operation, Status } from '../contract/contract.ts';
import { headMisfit } from '../contract/head.ts';
import { violations } from '../contract/json-schema.ts';
import { at } from '../contract/pointer.ts';
import { show } from '../contract/show.ts';
import { type Answered, header, type Response } from '../observation/observation.ts';
import { readStream } from './streamed.ts';

/** Which of its declared answers a component gave. */
export type Recognised =
  | { readonly kind: 'declared'; readonly answer: Answer }
  | {
      readonly kind: 'undeclared';
      readonly status: Status;
      readonly why: string /** The answer that it comes closest to. */;
      readonly closest?: Answer;
      /** It is one by its first lines, and its stream is not what was declared. */
      readonly inStream?: true;
    }
  | { readonly kind: 'none' };

const known = new WeakMap<Answered, Recognised>();

export function recognise(operation: Operation, answered: Answered): Recognised {
  let found = known.get(answered);
  if (!found) {
    found = answered.kind === 'none' ? { kind: 'none' } : match(operation, answered);
    known.set(answered, found);
  }
  return found;
}

function match(operation: Operation, response: Response): Recognised {
  const body = parse(response.body.text);
  const tried = Object.values(operation.answers).map((answer) => ({ answer, misfit: misfit(answer, response, body) }));
  const fitting = tried.find((t) => t.misfit === undefined);
  if (fitting)
    return fitting.answer.stream
      ? ended(operation, fitting.answer, response)
      : { kind: 'declared', answer: fitting.answer };
  const closest = tried.filter((t) => t.misfit!.rank > 0).sort((a, b) => b.misfit!.rank - a.misfit!.rank)[0];
  if (!closest)
    return { kind: 'undeclared', status: response.status, why: `no declared answer has the status ${response.status}` };
  return { kind: 'undeclared', status: response.status, why: closest.misfit!.why, closest: closest.answer };
}

/** Which answer the end of a stream says that it is. */
function ended(operation: Operation, closest: Answer, { status, stream }: Response): Recognised {
  const { answer, flaw } = stream ? readStream(operation, closest, stream) : {};
  if (answer && !flaw) return { kind: 'declared', answer };
  return { kind: 'undeclared', status, why: flaw?.told ?? 'it was not read as a stream', closest, inStream: true };
}

/** Why a response is not this answer, and how far it got: 0 status, 1 `where`, 2 headers, 3 body. */
function misfit(
  answer: Answer,
  response: Response,
  body: { value: unknown } | undefined,
): { rank: number; why: string } | undefined {
  const head = headMisfit(answer, {
    status: response.status,
    header: (name) => header(response.headers, name),
  });
  if (head?.status === false) return { rank: 0, why: head.why };
  for (const [pointer, value] of answer.stream ? [] : Object.entries(answer.where)) {
    const found = body && at(body.value, pointer);
    if (!isDeepStrictEqual(found, value)) return { rank: 1, why: `${pointer} is ${show(found)}, not ${show(value)}` };
  }
  if (head) return { rank: 2, why: head.why };
  if (answer.body === undefined || answer.stream) return undefined;
  if (!body) return { rank: 3, why: response.body.length === 0 ? 'the body is empty' : 'the body is not JSON' };
  const [violation] = violations(answer.body, body.value);
  return violation && { rank: 3, why: `${violation.pointer || 'the body'} ${violation.message}` };
}

function parse(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** How a person would call an answer: `ok`, `undeclared 500`, `no answer`. */
export function nameOf(operation: Operation, answered: Answered): string {
  const found = recognise(operation, answered);
  if (found.kind === 'declared') return found.answer.name;
  return found.kind === 'undeclared' ? `undeclared ${found.status}` : 'no answer';
}
