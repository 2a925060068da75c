import type { Contract, Input, Operation } from '../contract/contract.ts';
import { show } from '../contract/show.ts';
import { allMesses } from '../mess/index.ts';
import type { Clean, Mess, Messed } from '../mess/mess.ts';
import { type Owed, owed } from '../mess/owed.ts';
import { written } from '../mess/request.ts';
import { toBody } from '../observation/body.ts';
import type { Case, PlayedMess } from '../observation/observation.ts';
import { hash } from '../schema/seed.ts';
import { smaller } from '../schema/smaller.ts';
import { spread } from './spread.ts';
import type { Learnt, Omission, PlannedCase, Trial } from './trial.ts';

// More than this a body is not kept whole, and could not be played again.
const longest = 1024 * 1024;

/** The same mess at the same place of other clean requests, the smallest first: what a messy case shrinks to. */
export function* smallerCases(contract: Contract, failing: Case): Generator<Case> {
  const operation = contract.upstream[failing.operation];
  const schema = operation?.accepts.body;
  const mess = allMesses.find((m) => m.mess.name === failing.mess?.kind)?.mess;
  if (schema === undefined || !operation || !mess) return;
  for (const body of smaller(schema, failing.input.body)) {
    const input = { ...failing.input, body };
    for (const { found, owes } of messed(operation, mess, input)) {
      if (found.pointer !== failing.mess!.pointer || owes !== failing.mess!.owes) continue;
      yield { ...failing, input, mess: played(mess, found, owes) };
      break;
    }
  }
}

/** Each mess kind at some places of the clean requests of one operation. */
export function messTrials(
  contract: Contract,
  seen: Learnt,
  { seed, places }: { readonly seed: number; readonly places: number },
  omitted: Omission[],
): Trial[] {
  const operation = contract.upstream[seen.operation]!;
  if (operation.accepts.body === undefined) return [];
  return allMesses.flatMap(({ mess }) => {
    const trial = messTrial(operation, mess, seen, seed, places);
    if (typeof trial !== 'string') return [trial];
    omitted.push({ what: `${operation.name}/input/${mess.name}`, because: trial });
    return [];
  });
}

/** A text says why there is none. */
function messTrial(operation: Operation, mess: Mess, seen: Learnt, seed: number, places: number): Trial | string {
  const id = `${operation.name}/input/${mess.name}`;
  const all = seen.inputs.flatMap(({ input, calls }) =>
    [...messed(operation, mess, input)].map((found) => ({ ...found, input, calls })),
  );
  if (all.length === 0) return 'it does not fit the clean requests';
  const rejects = Object.values(operation.answers).some((answer) => answer.like === 'rejected');
  const judgeable = all.filter(({ owes }) => owes === 'served' || rejects);
  if (judgeable.length === 0) return 'no answer is declared for requests that are rejected';
  const cases = spread(judgeable, places).map(
    ({ found, owes, input, calls }, i): PlannedCase => ({
      case: {
        id: `${id}#${i + 1}`,
        operation: operation.name,
        seed: hash(seed, id, i),
        input,
        mess: played(mess, found, owes),
        schedule: [],
      },
      healthyCalls: calls,
      waits: false,
    }),
  );
  return { id, operation: operation.name, site: 'input', fault: mess.name, cases };
}

function* messed(operation: Operation, mess: Mess, input: Input): Generator<{ found: Messed; owes: Owed }> {
  const schema = operation.accepts.body!;
  const clean: Clean = { operation, schema, body: input.body, request: written(operation, input) };
  if (clean.request.body === undefined) return;
  for (const found of mess.apply(clean)) {
    if ((found.request.body?.length ?? 0) > longest) continue;
    yield { found, owes: owed(mess, found, schema, operation.accepts.tolerates) };
  }
}

function played({ name }: Mess, { pointer, was, became, request }: Messed, owes: Owed): PlayedMess {
  const { body, ...head } = request;
  return {
    kind: name,
    pointer,
    was: show(was),
    became: became === undefined ? 'is missing' : show(became),
    owes,
    request: { ...head, ...(body ? { body: toBody(body) } : {}) },
  };
}
