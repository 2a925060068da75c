import fc from 'fast-check';
import type { Contract } from '../contract/contract.ts';
import type { Case } from '../observation/observation.ts';
import { smallerCases } from '../plan/smaller-cases.ts';
import { waysToLess } from '../plan/smaller-traffic.ts';
import { faultNamed } from '../protocol/index.ts';

const maxPlays = 15;
const maxInputs = 45;
// Each takes seconds.
const maxTraffic = 8;

type Fails = (candidate: Case) => Promise<boolean>;

interface Shrunk {
  readonly case: Case;
  /** How often a case was played. */
  readonly steps: number;
}

/** A way to come from a failing case to a milder one. */
type Stage = (contract: Contract, failing: Case, fails: Fails, stop: () => boolean) => Promise<Shrunk>;

/**
 * Looks for a milder case that still fails in the same way: without the mess and without each of the faults that it does
 * not take; struck once instead of every time, by a milder fault; by a simpler request with the same mess. `fails` plays a
 * case. Ends after 15 plays for each fault and 45 of requests, or when `stop` says so; the mildest found so far is the answer.
 * Traffic takes seconds: fewer outages, less time and fewer requests are tried in 8 plays, and its requests stay as they are.
 */
export async function shrinkCase(
  contract: Contract,
  failing: Case,
  fails: Fails,
  stop: () => boolean,
): Promise<Shrunk> {
  let mildest: Shrunk = { case: failing, steps: 0 };
  // Of time, less of it tells nothing.
  if (failing.traffic?.paced) return mildest;
  const stages: Stage[] = failing.traffic ? [shrinkTraffic] : [leaveOneOut, shrinkSchedule, shrinkInput];
  for (const stage of stages) {
    if (stop()) break;
    const next = await stage(contract, mildest.case, fails, stop);
    mildest = { case: next.case, steps: mildest.steps + next.steps };
  }
  return mildest;
}

/** The mess, or one of several faults: as long as one of them can be left out, it is. */
async function leaveOneOut(_: Contract, failing: Case, fails: Fails, stop: () => boolean): Promise<Shrunk> {
  let least = failing;
  let steps = 0;
  for (let found = true; found; ) {
    found = false;
    for (const less of lessOf(least)) {
      if (stop()) break;
      steps++;
      found = await fails(less);
      if (found) least = less;
      if (found) break;
    }
  }
  return { case: least, steps };
}

/** The case without its mess, and without each of its faults; something stays wrong. */
function lessOf(failing: Case): Case[] {
  const { mess, ...clean } = failing;
  const { schedule } = failing;
  if (isLeftWaiting(failing) || schedule.length + (mess ? 1 : 0) < 2) return [];
  return [...(mess ? [clean] : []), ...schedule.map((_, i) => ({ ...failing, schedule: schedule.toSpliced(i, 1) }))];
}

/** A component that is left while it waits has to wait long enough: what keeps it waiting is no fault of its own. */
const isLeftWaiting = ({ mess }: Case) => mess?.owes === 'open';

async function shrinkTraffic(_: Contract, failing: Case, fails: Fails, stop: () => boolean): Promise<Shrunk> {
  let least = failing;
  let steps = 0;
  for (const less of waysToLess(failing)) {
    for (let traffic = less(least.traffic!); traffic; traffic = less(least.traffic!)) {
      if (steps === maxTraffic || stop()) return { case: least, steps };
      steps++;
      const milder = { ...least, traffic };
      if (!(await fails(milder))) break;
      least = milder;
    }
  }
  return { case: least, steps };
}

async function shrinkInput(contract: Contract, failing: Case, fails: Fails, stop: () => boolean): Promise<Shrunk> {
  let smallest = failing;
  let steps = 0;
  const keyOf = ({ input, mess }: Case) => JSON.stringify([input, mess]);
  const tried = new Set([keyOf(failing)]);
  for (let found = true; found; ) {
    found = false;
    for (const candidate of smallerCases(contract, smallest)) {
      if (steps >= maxInputs || stop()) return { case: smallest, steps };
      const key = keyOf(candidate);
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

async function shrinkSchedule(_: Contract, failing: Case, fails: Fails, stop: () => boolean): Promise<Shrunk> {
  const arbitrary = scheduleArbitrary(failing);
  if (!arbitrary || isLeftWaiting(failing)) return { case: failing, steps: 0 };
  let steps = 0;
  let smallest = failing;
  const property = fc.asyncProperty(arbitrary, async (schedule) => {
    const candidate = { ...failing, schedule };
    if (steps === 0 || JSON.stringify(schedule) === JSON.stringify(failing.schedule)) {
      steps++;
      return false;
    }
    if (steps > maxPlays * failing.schedule.length || stop()) return true;
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
