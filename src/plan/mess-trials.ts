import type { Contract, Input, Operation, Schema } from '../contract/contract.ts';
import { show } from '../contract/show.ts';
import { allMesses } from '../mess/index.ts';
import type { Clean, Mess, Messed } from '../mess/mess.ts';
import { type Owed, owed } from '../mess/owed.ts';
import type { MessProfile } from '../mess/profile.ts';
import { written } from '../mess/request.ts';
import { toBody } from '../observation/body.ts';
import type { Case, PlayedMess } from '../observation/observation.ts';
import { hash } from '../schema/seed.ts';
import { smaller } from '../schema/smaller.ts';
import { occurrence, resembling } from './resembling.ts';
import { spread } from './spread.ts';
import type { Learnt, Omission, PlannedCase, Trial } from './trial.ts';

// More than this a body is not kept whole, and could not be played again.
const longest = 1024 * 1024;

// A kind has two ways to be sent at most: both are tried at each place.
const variantsOfPlace = 2;

/** The same mess at the same place of other clean requests, the smallest first: what a messy case shrinks to. */
export function* smallerCases(contract: Contract, failing: Case): Generator<Case> {
  const operation = contract.upstream[failing.operation];
  const schema = operation?.accepts.body;
  const mess = allMesses.find((m) => m.mess.name === failing.mess?.kind)?.mess;
  if (!operation || !mess) return;
  for (const input of smallerInputs(schema, failing.input)) {
    for (const found of messed(mess, cleanOf(operation, input))) {
      if (found.pointer !== failing.mess!.pointer) continue;
      const owes = owed(mess, found, operation);
      if (owes !== failing.mess!.owes) continue;
      yield { ...failing, input, mess: played(mess, found, owes) };
      break;
    }
  }
}

/** What stands in the path, the query and the headers may name something that is there: it is left as it is. */
function* smallerInputs(schema: Schema | undefined, input: Input): Generator<Input> {
  if (schema === undefined || input.body === undefined) return;
  for (const body of smaller(schema, input.body)) yield { ...input, body };
}

/** Each mess kind at some places of the clean requests of one operation. */
export function messTrials(
  contract: Contract,
  seen: Learnt,
  { seed, places, messProfile }: { readonly seed: number; readonly places: number; readonly messProfile?: MessProfile },
  omitted: Omission[],
): Trial[] {
  const operation = contract.upstream[seen.operation]!;
  const inputs = seen.inputs.map(({ input, calls }) => ({ clean: cleanOf(operation, input), calls }));
  return allMesses.flatMap(({ mess }) => {
    const trial = messTrial(operation, mess, inputs, seed, places, messProfile);
    if (typeof trial !== 'string') return [trial];
    omitted.push({ what: `${operation.name}/input/${mess.name}`, because: trial });
    return [];
  });
}

/** A text says why there is none. */
function messTrial(
  operation: Operation,
  mess: Mess,
  inputs: readonly { readonly clean: Clean; readonly calls: PlannedCase['healthyCalls'] }[],
  seed: number,
  places: number,
  messProfile: MessProfile | undefined,
): Trial | string {
  const id = `${operation.name}/input/${mess.name}`;
  const all = inputs.flatMap(({ clean, calls }) =>
    [...messed(mess, clean)].map((found) => ({ found, input: clean.input, calls })),
  );
  if (all.length === 0) return 'it does not fit the clean requests';
  const rejects = Object.values(operation.answers).some((answer) => answer.like === 'rejected');
  const judgeable = rejects ? all : all.filter(({ found }) => owed(mess, found, operation) === 'served');
  if (judgeable.length === 0) return 'no answer is declared for requests that are rejected';
  const usual = occurrence(messProfile, operation.name, mess.name);
  const chosen = resembling(byPlace(judgeable), places, usual, ([first]) => first!.found.pointer);
  const cases = chosen
    .flatMap((variants) => spread(variants, variantsOfPlace))
    .map(
      ({ found, input, calls }, i): PlannedCase => ({
        case: {
          id: `${id}#${i + 1}`,
          operation: operation.name,
          seed: hash(seed, id, i),
          input,
          mess: played(mess, found, owed(mess, found, operation)),
          schedule: [],
        },
        healthyCalls: calls,
        waits: false,
      }),
    );
  return { id, operation: operation.name, site: 'input', fault: mess.name, cases };
}

/** What is found, sorted by where it is. */
function byPlace<T extends { readonly found: Messed }>(all: readonly T[]): T[][] {
  const sorted = new Map<string, T[]>();
  for (const one of all) {
    const there = sorted.get(one.found.pointer);
    if (there) there.push(one);
    else sorted.set(one.found.pointer, [one]);
  }
  return [...sorted.values()];
}

function cleanOf(operation: Operation, input: Input): Clean {
  const { body: schema } = operation.accepts;
  return { operation, ...(schema === undefined ? {} : { schema }), input, request: written(operation, input) };
}

function* messed(mess: Mess, clean: Clean): Generator<Messed> {
  for (const found of mess.apply(clean)) if ((found.request.body?.length ?? 0) <= longest) yield found;
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
