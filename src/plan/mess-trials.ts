import type { Contract, Input, Operation } from '../contract/contract.ts';
import { show } from '../contract/show.ts';
import { allMesses } from '../mess/index.ts';
import type { Clean, Mess, Messed } from '../mess/mess.ts';
import { type Owed, owed } from '../mess/owed.ts';
import type { MessProfile } from '../mess/profile.ts';
import { written } from '../mess/request.ts';
import { toBody } from '../observation/body.ts';
import type { PlayedMess } from '../observation/observation.ts';
import { hash } from '../schema/seed.ts';
import { occurrence, resembling } from './resembling.ts';
import { spread } from './spread.ts';
import type { Learnt, Omission, PlannedCase, Trial } from './trial.ts';

// More than this a body is not kept whole, and could not be played again.
const longest = 1024 * 1024;

// A kind has two ways to be sent at most: both are tried at each place.
const variantsOfPlace = 2;

interface MessBudget {
  readonly seed: number;
  /** Most places at which one kind is tried. */
  readonly places: number;
  readonly messProfile?: MessProfile;
}

/** Each mess kind at some places of the clean requests of one operation. */
export function messTrials(
  contract: Contract,
  seen: Learnt,
  { seed, places, messProfile }: MessBudget,
  omitted: Omission[],
): Trial[] {
  const operation = contract.upstream[seen.operation]!;
  return allMesses.flatMap(({ mess }) => {
    const id = `${operation.name}/input/${mess.name}`;
    const cases = messCases(id, operation, mess, seen, { seed, places, ...(messProfile ? { messProfile } : {}) });
    if (typeof cases !== 'string') return [{ id, operation: operation.name, site: 'input', fault: mess.name, cases }];
    omitted.push({ what: id, because: cases });
    return [];
  });
}

/** One mess kind at some places, as cases of the trial `id`. A text says why there are none. */
export function messCases(
  id: string,
  operation: Operation,
  mess: Mess,
  seen: Learnt,
  { seed, places, messProfile }: MessBudget,
): PlannedCase[] | string {
  const all = seen.inputs.flatMap(({ input, calls }) =>
    [...messed(operation, mess, input)].map((found) => ({ ...found, input, calls })),
  );
  if (all.length === 0) return 'it does not fit the clean requests';
  const rejects = Object.values(operation.answers).some((answer) => answer.like === 'rejected');
  const judgeable = all.filter(({ owes }) => owes === 'served' || rejects);
  if (judgeable.length === 0) return 'no answer is declared for requests that are rejected';
  const usual = occurrence(messProfile, operation.name, mess.name);
  const chosen = resembling(byPlace(judgeable), places, usual, ([first]) => first!.found.pointer);
  return chosen
    .flatMap((variants) => spread(variants, variantsOfPlace))
    .map(
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
}

/** What is found, sorted by where it is. */
function byPlace<T extends { readonly found: Messed }>(all: readonly T[]): T[][] {
  const sorted = new Map<string, T[]>();
  for (const one of all) sorted.set(one.found.pointer, [...(sorted.get(one.found.pointer) ?? []), one]);
  return [...sorted.values()];
}

/** All that a mess kind makes of a clean request, and what is owed to each. */
export function* messed(operation: Operation, mess: Mess, input: Input): Generator<{ found: Messed; owes: Owed }> {
  const { body: schema } = operation.accepts;
  const clean: Clean = {
    operation,
    ...(schema === undefined ? {} : { schema }),
    input,
    request: written(operation, input),
  };
  for (const found of mess.apply(clean)) {
    if ((found.request.body?.length ?? 0) > longest) continue;
    yield { found, owes: owed(mess, found, operation) };
  }
}

/** A messy request as a case has it. */
export function played({ name }: Mess, { pointer, was, became, request }: Messed, owes: Owed): PlayedMess {
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
