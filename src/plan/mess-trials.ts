import type { Contract, Input, Operation } from '../contract/contract.ts';
import { pathPattern } from '../contract/route.ts';
import { show } from '../contract/show.ts';
import { allMesses } from '../mess/index.ts';
import type { Clean, Mess, Messed } from '../mess/mess.ts';
import { type Owed, owed } from '../mess/owed.ts';
import type { MessProfile } from '../mess/profile.ts';
import { written } from '../mess/request.ts';
import { toWholeBody } from '../observation/body.ts';
import type { PlayedMess } from '../observation/observation.ts';
import { hash } from '../schema/seed.ts';
import { scheduleOf, watchedFor } from './left-waiting.ts';
import { occurrence, resembling } from './resembling.ts';
import { spread } from './spread.ts';
import type { Learnt, Omission, PlannedCase, Trial } from './trial.ts';

// A kind has two ways to be sent at most: both are tried at each place.
const variantsOfPlace = 2;

/** Each mess kind at some places of the clean requests of one operation. */
export function messTrials(
  contract: Contract,
  seen: Learnt,
  { seed, places, messProfile }: { readonly seed: number; readonly places: number; readonly messProfile?: MessProfile },
  omitted: Omission[],
): Trial[] {
  const operation = contract.upstream[seen.operation]!;
  return allMesses.flatMap(({ mess }) => {
    const trial = messTrial(contract, operation, mess, seen, seed, places, messProfile);
    if (typeof trial !== 'string') return [trial];
    omitted.push({ what: `${operation.name}/input/${mess.name}`, because: trial });
    return [];
  });
}

/** A text says why there is none. */
function messTrial(
  contract: Contract,
  operation: Operation,
  mess: Mess,
  seen: Learnt,
  seed: number,
  places: number,
  messProfile: MessProfile | undefined,
): Trial | string {
  const id = `${operation.name}/input/${mess.name}`;
  const all = seen.inputs.flatMap(({ input, calls }) =>
    [...messed(contract, operation, mess, input)].map((found) => ({
      ...found,
      input,
      calls,
      schedule: scheduleOf(contract, operation, found.found, calls),
    })),
  );
  // Only a component that calls somebody is left while it waits.
  const fitting = all.filter(
    ({ found, schedule }) => found.request.sending?.leaves !== 'at a call' || schedule.length > 0,
  );
  if (fitting.length === 0) return 'it does not fit the clean requests';
  const rejects = Object.values(operation.answers).some((answer) => answer.like === 'rejected');
  const judgeable = fitting.filter(({ owes }) => owes === 'served' || owes === 'open' || rejects);
  if (judgeable.length === 0) return 'no answer is declared for requests that are rejected';
  const usual = occurrence(messProfile, operation.name, mess.name);
  const chosen = resembling(byPlace(judgeable), places, usual, ([first]) => first!.found.pointer);
  const cases = chosen
    .flatMap((variants) => spread(variants, variantsOfPlace))
    .map(
      ({ found, owes, input, calls, schedule }, i): PlannedCase => ({
        case: {
          id: `${id}#${i + 1}`,
          operation: operation.name,
          seed: hash(seed, id, i),
          input,
          mess: played(mess, operation, found, owes),
          schedule,
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
  for (const one of all) sorted.set(one.found.pointer, [...(sorted.get(one.found.pointer) ?? []), one]);
  return [...sorted.values()];
}

/** All that a mess kind makes of a clean request, and what is owed to each. */
export function* messed(
  contract: Contract,
  operation: Operation,
  mess: Mess,
  input: Input,
): Generator<{ found: Messed; owes: Owed }> {
  const { body: schema } = operation.accepts;
  const clean: Clean = {
    operation,
    ...(schema === undefined ? {} : { schema }),
    input,
    request: written(operation, input),
    methods: methodsAt(contract, operation, input),
  };
  for (const found of mess.apply(clean)) yield { found, owes: owed(mess, found, operation) };
}

/** The methods that are declared for the address of a request. */
function methodsAt({ upstream }: Contract, operation: Operation, input: Input): string[] {
  const [path] = written(operation, input).target.split('?') as [string];
  return Object.values(upstream)
    .filter(({ call }) => pathPattern(call.path).test(path))
    .map(({ call }) => call.method);
}

/** A messy request as a case has it. */
export function played(
  { name }: Mess,
  { budget }: Operation,
  { pointer, was, became, request }: Messed,
  owes: Owed,
): PlayedMess {
  const { body, sending, ...head } = request;
  return {
    kind: name,
    pointer,
    was: show(was),
    became: became === undefined ? 'is missing' : show(became),
    owes,
    request: {
      ...head,
      ...(body ? { body: toWholeBody(body) } : {}),
      ...(sending
        ? { sending: { ...sending, ...(sending.leaves === 'at a call' ? { watched: watchedFor(budget) } : {}) } }
        : {}),
    },
  };
}
