import fc from 'fast-check';
import type { Contract } from '../contract/contract.ts';
import type { Case } from '../observation/observation.ts';
import { smallerCases } from '../plan/mess-trials.ts';
import { faultNamed } from '../protocol/index.ts';

const maxPlays = 15;
const maxInputs = 30;

type Fails = (candidate: Case) => Promise<boolean>;

interface Shrunk {
  readonly case: Case;
  /** How often a case was played. */
  readonly steps: number;
}

/**
 * Looks for a milder case that still fails in the same way: without the mess or without the faults, where both are not
 * needed; struck once instead of every time, by a milder fault; the same mess in a smaller request. `fails` plays a case. Ends after 15 plays of schedules or 30 of requests, or when
 * `stop` says so; the mildest found so far is the answer.
 */
export async function shrinkCase(
  contract: Contract,
  failing: Case,
  fails: Fails,
  stop: () => boolean,
): Promise<Shrunk> {
  if (!failing.mess) return shrinkSchedule(failing, fails, stop);
  // A component that is left while it waits has to wait long enough: what keeps it waiting is no fault of its own.
  const bare = failing.schedule.length === 0 || failing.mess.owes === 'open';
  if (bare) return shrinkInput(contract, failing, fails, stop);
  return shrinkBoth(contract, failing, fails, stop);
}

/** A messy request under faults: what of the two it takes, then each of them. */
async function shrinkBoth(contract: Contract, failing: Case, fails: Fails, stop: () => boolean): Promise<Shrunk> {
  const { mess: _, ...clean } = failing;
  let steps = 0;
  for (const alone of [clean, { ...failing, schedule: [] }]) {
    if (stop()) return { case: failing, steps };
    steps++;
    if (!(await fails(alone))) continue;
    const rest = await shrinkCase(contract, alone, fails, stop);
    return { case: rest.case, steps: steps + rest.steps };
  }
  const input = await shrinkInput(contract, failing, fails, stop);
  const schedule = await shrinkSchedule(input.case, fails, stop);
  return { case: schedule.case, steps: steps + input.steps + schedule.steps };
}

async function shrinkInput(contract: Contract, failing: Case, fails: Fails, stop: () => boolean): Promise<Shrunk> {
  let smallest = failing;
  let steps = 0;
  const tried = new Set([JSON.stringify(failing.mess)]);
  for (let found = true; found; ) {
    found = false;
    for (const candidate of smallerCases(contract, smallest)) {
      if (steps >= maxInputs || stop()) return { case: smallest, steps };
      const key = JSON.stringify(candidate.mess);
      if (tried.has(key)) continue;
      tried.add(key);
      steps++;
      if (!(await fails(candidate))) continue;
      smallest = candidate;
      found = true;
      break;
    }
  }
  return { case: smallest, steps };
}

async function shrinkSchedule(failing: Case, fails: Fails, stop: () => boolean): Promise<Shrunk> {
  const arbitrary = scheduleArbitrary(failing);
  if (!arbitrary) return { case: failing, steps: 0 };
  let steps = 0;
  let smallest = failing;
  const property = fc.asyncProperty(arbitrary, async (schedule) => {
    const candidate = { ...failing, schedule };
    if (steps === 0 || JSON.stringify(schedule) === JSON.stringify(failing.schedule)) {
      steps++;
      return false;
    }
    if (steps > maxPlays || stop()) return true;
    steps++;
    if (!(await fails(candidate))) return true;
    smallest = candidate;
    return false;
  });
  // One run, of the case that is known to fail: fast-check then shrinks it.
  await fc.check(property, { examples: [[failing.schedule as never]], numRuns: 1, seed: failing.seed });
  return { case: smallest, steps: steps - 1 };
}

/** The schedules around a failing one: the same faults, with other parameters. */
function scheduleArbitrary({ schedule }: Case): fc.Arbitrary<Case['schedule']> | undefined {
  const varied = schedule.map((scheduled) => {
    const { params, recurs } = faultNamed(scheduled.fault);
    return fc.record({
      dependency: fc.constant(scheduled.dependency),
      operation: fc.constant(scheduled.operation),
      call: fc.constant(scheduled.call),
      recurs: fc.constantFrom(...recurs),
      fault: fc.constant(scheduled.fault),
      params: fc.record(Object.fromEntries(Object.entries(params).map(([name, p]) => [name, p.arbitrary]))),
    });
  });
  return varied.length > 0 ? (fc.tuple(...varied) as fc.Arbitrary<Case['schedule']>) : undefined;
}
