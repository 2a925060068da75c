import { isDeepStrictEqual } from 'node:util';
import type { Answer, Operation } from '../contract/contract.ts';
import { violations } from '../contract/json-schema.ts';
import { at } from '../contract/pointer.ts';
import { show } from '../contract/show.ts';
import { type Answered, header, type Response } from '../observation/observation.ts';

/** Which of its declared answers a component gave. */
export type Recognised =
  | { readonly kind: 'declared'; readonly answer: Answer }
  | {
      readonly kind: 'undeclared';
      readonly status: number;
      readonly why: string /** The answer that it comes closest to. */;
      readonly closest?: Answer;
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
  if (fitting) return { kind: 'declared', answer: fitting.answer };
  const closest = tried.filter((t) => t.misfit!.rank > 0).sort((a, b) => b.misfit!.rank - a.misfit!.rank)[0];
  if (!closest)
    return { kind: 'undeclared', status: response.status, why: `no declared answer has the status ${response.status}` };
  return { kind: 'undeclared', status: response.status, why: closest.misfit!.why, closest: closest.answer };
}

/** Why a response is not this answer, and how far it got: 0 status, 1 `where`, 2 headers, 3 body. */
function misfit(
  answer: Answer,
  response: Response,
  body: { value: unknown } | undefined,
): { rank: number; why: string } | undefined {
  if (!answer.status.includes(response.status)) return { rank: 0, why: 'another status' };
  for (const [pointer, value] of Object.entries(answer.where)) {
    const found = body && at(body.value, pointer);
    if (!isDeepStrictEqual(found, value)) return { rank: 1, why: `${pointer} is ${show(found)}, not ${show(value)}` };
  }
  for (const [name, pattern] of Object.entries(answer.headers)) {
    const value = header(response.headers, name);
    if (value === undefined) return { rank: 2, why: `the header ${name} is missing` };
    if (!new RegExp(pattern, 'u').test(value))
      return { rank: 2, why: `the header ${name} is ${show(value)}, which does not match ${pattern}` };
  }
  if (answer.body === undefined) return undefined;
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
