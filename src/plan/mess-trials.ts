import type { Contract, Input, Operation } from '../contract/contract.ts';
import { pathPattern } from '../contract/route.ts';
import { show } from '../contract/show.ts';
import { allMesses } from '../mess/index.ts';
import type { Clean, Mess, Messed } from '../mess/mess.ts';
import { type Owed, owed } from '../mess/owed.ts';
import type { MessProfile } from '../mess/profile.ts';
import { written } from '../mess/request.ts';
import { applied } from '../mess/tool-call.ts';
import { toWholeBody } from '../observation/body.ts';
import type { PlayedMess } from '../observation/observation.ts';
import { hash } from '../schema/seed.ts';
import { scheduleOf, watchedFor } from './left-waiting.ts';
import { occurrence, resembling } from './resembling.ts';
import type { Selection } from './selection.ts';
import { spread } from './spread.ts';
import type { Learnt, Omission, PlannedCase, Trial } from './trial.ts';

// A kind has two ways to be sent at most: both are tried at each place.
const variantsOfPlace = 2;

/** A trial of one mess kind, and the clean requests that it changes. */
interface MessTrial {
  readonly id: string;
  readonly operation: Operation;
  readonly inputs: readonly { readonly clean: Clean; readonly calls: PlannedCase['healthyCalls'] }[];
}

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
  { wanted = () => true, ...budget }: MessBudget & { readonly wanted?: Selection },
  omitted: Omission[],
): Trial[] {
  const operation = contract.upstream[seen.operation]!;
  const inputs = seen.inputs.map(({ input, calls }) => ({ clean: cleanOf(contract, operation, input), calls }));
  return allMesses.flatMap(({ mess }) => {
    const id = `${operation.name}/input/${mess.name}`;
    if (!wanted(id)) return [];
    const cases = messCases(contract, mess, { id, operation, inputs }, budget);
    if (typeof cases !== 'string') return [{ id, operation: operation.name, site: 'input', fault: mess.name, cases }];
    omitted.push({ what: id, because: cases });
    return [];
  });
}

/** One mess kind at some places, as cases of the trial `id`. A text says why there are none. */
export function messCases(
  contract: Contract,
  mess: Mess,
  { id, operation, inputs }: MessTrial,
  { seed, places, messProfile }: MessBudget,
): PlannedCase[] | string {
  const all = inputs.flatMap(({ clean, calls }) =>
    [...applied(mess, clean)].map((found) => ({
      found,
      input: clean.input,
      calls,
      schedule: scheduleOf(contract, operation, found, calls),
    })),
  );
  // Only a component that calls somebody is left while it waits.
  const fitting = all.filter(
    ({ found, schedule }) => found.request.sending?.leaves !== 'at a call' || schedule.length > 0,
  );
  if (fitting.length === 0)
    return operation.call.method === 'tool' && inputs.some(({ clean }) => isApplied(mess, clean))
      ? 'the arguments of a tool go inside of a message: only what they are can be changed'
      : 'it does not fit the clean requests';
  const rejects = Object.values(operation.answers).some((answer) => answer.like === 'rejected');
  const judgeable = rejects
    ? fitting
    : fitting.filter(({ found }) => ['served', 'open'].includes(owed(mess, found, operation)));
  if (judgeable.length === 0) return 'no answer is declared for requests that are rejected';
  const usual = occurrence(messProfile, operation.name, mess.name);
  const chosen = resembling(byPlace(judgeable), places, usual, ([first]) => first!.found.pointer);
  return chosen
    .flatMap((variants) => spread(variants, variantsOfPlace))
    .map(
      ({ found, input, calls, schedule }, i): PlannedCase => ({
        case: {
          id: `${id}#${i + 1}`,
          operation: operation.name,
          seed: hash(seed, id, i),
          input,
          mess: played(mess, operation, found, owed(mess, found, operation)),
          schedule,
        },
        healthyCalls: calls,
        waits: false,
      }),
    );
}

const isApplied = (mess: Mess, clean: Clean) => mess.apply(clean)[Symbol.iterator]().next().done === false;

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

/** A clean request, and what mess kinds want to know of it. */
export function cleanOf(contract: Contract, operation: Operation, input: Input): Clean {
  const { body: schema } = operation.accepts;
  return {
    operation,
    ...(schema === undefined ? {} : { schema }),
    input,
    request: written(operation, input),
    methods: methodsAt(contract, operation, input),
  };
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
      ...(sending ? { sending: { ...sending, ...watchedFor(sending, budget) } } : {}),
    },
  };
}
