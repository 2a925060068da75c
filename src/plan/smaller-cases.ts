import type { Contract, Input, Operation } from '../contract/contract.ts';
import { allMesses } from '../mess/index.ts';
import { owed } from '../mess/owed.ts';
import type { RawRequest } from '../mess/request.ts';
import { applied } from '../mess/tool-call.ts';
import type { Case } from '../observation/observation.ts';
import { valuesOf } from '../schema/values/values-of.ts';
import { cleanOf, played } from './mess-trials.ts';

/** Most simpler requests that are looked at for one step: few of them have the same mess at the same place. */
const looked = 500;

/**
 * The same case with a simpler clean request, the boldest steps first; a mess stays the same, and at the same place. What
 * stands in the path, the query and the headers may name something that is there: it is left as it is.
 */
export function* smallerCases(contract: Contract, failing: Case): Generator<Case> {
  const operation = contract.upstream[failing.operation];
  // The words of requests at once tell one from another.
  if (!operation || failing.atOnce) return;
  for (const input of simplerInputs(operation, failing.input)) {
    const smaller = failing.mess ? withMess(contract, operation, failing, input) : { ...failing, input };
    if (smaller) yield smaller;
  }
}

function* simplerInputs({ accepts }: Operation, input: Input): Generator<Input> {
  if (accepts.body === undefined || input.body === undefined) return;
  const examples = accepts.examples.flatMap(({ body }) => (body === undefined ? [] : [body]));
  const simpler = valuesOf(accepts.body, { examples }).shrink(input.body, undefined);
  for (const { value: body } of simpler.take(looked)) yield { ...input, body };
}

function withMess(contract: Contract, operation: Operation, failing: Case, input: Input): Case | undefined {
  const mess = allMesses.find((m) => m.mess.name === failing.mess!.kind)?.mess;
  if (!mess) return undefined;
  const { pointer, owes, request } = failing.mess!;
  for (const found of applied(mess, cleanOf(contract, operation, input)))
    if (
      found.pointer === pointer &&
      isSentAlike(found.request.sending, request.sending) &&
      owed(mess, found, operation) === owes
    )
      return { ...failing, input, mess: played(mess, operation, found, owes) };
  return undefined;
}

/** Of the same kind of sending: where the pieces begin depends on the body. */
const isSentAlike = (a: RawRequest['sending'], b: RawRequest['sending']) =>
  a?.leaves === b?.leaves && a?.again === b?.again;
