import type { Contract } from '../contract/contract.ts';
import type { Observation } from '../observation/observation.ts';
import { effectiveClaim, gotIntact, type Strike, strikes } from './strikes.ts';

/** Which answers are right in a case, and why. */
export interface Expectation {
  /** Names of answers. */
  readonly allowed: readonly string[];
  /** The dependencies that gave nothing usable and did not make up for it. */
  readonly failed: readonly string[];
  /** What the component built on, if it built on that: `lost`, `tainted`; undefined where nothing was wrong. */
  readonly claim?: string;
}

/**
 * A valid request is answered `ok` where nothing is wrong. Where a dependency gives nothing usable, what its `on-failure`
 * names is right; `ok` as well only if it made up for it in the same request, or is to do it later.
 */
export function expectation(contract: Contract, observation: Observation): Expectation {
  const allowed = new Set<string>();
  const failed = new Set<string>();
  let mayBeOk = true;
  let worst: string | undefined;
  for (const strike of strikes(observation)) {
    const claim = claimOf(contract, strike);
    if (claim === undefined || claim === 'intact') continue;
    const { dependency, operation } = strike.scheduled;
    const usual = contract.downstream[dependency]!.onFailure;
    for (const name of typeof claim === 'string' ? usual : claim) allowed.add(name);
    if (claim === 'doubtful') for (const name of distrusted(contract, observation, strike)) allowed.add(name);
    if (typeof claim !== 'string') {
      mayBeOk &&= claim.includes('ok') || madeUp(contract, observation, dependency, operation);
    } else if (claim === 'lost' || claim === 'tainted') {
      if (madeUp(contract, observation, dependency, operation)) continue;
      failed.add(dependency);
      worst = worst === 'tainted' ? worst : claim;
      mayBeOk &&= usual.includes('ok');
    }
  }
  // `ok` is then no more than the promise to do it.
  const { delivers = [] } = contract.upstream[observation.case.operation]!;
  if (mayBeOk || delivers.length > 0) allowed.add('ok');
  return { allowed: [...allowed], failed: [...failed], ...(worst ? { claim: worst } : {}) };
}

function claimOf(contract: Contract, { scheduled, calls, met, missed }: Strike) {
  if (missed !== undefined) return undefined;
  // Refused connections: nothing is left of any reply.
  if (calls.length + met.length === 0)
    return contract.downstream[scheduled.dependency]!.treats[scheduled.fault] ?? 'lost';
  const claims = [
    ...calls.map((c) => effectiveClaim(contract, c.dependency, c.fault, c.reply.end === 'complete')),
    ...met.map((m) => effectiveClaim(contract, m.dependency, m.fault, false)),
  ];
  return claims.find((c) => c !== 'intact') ?? 'intact';
}

/** Who reads a doubtful reply may say things that are not to be trusted either: the answers that are right where it failed. */
function distrusted(contract: Contract, { calls }: Observation, strike: Strike): string[] {
  const markers = strike.calls.flatMap(({ fault: { marker } }) => (marker === undefined ? [] : [marker]));
  const readers = calls.filter(
    ({ effect, request }) => !effect && markers.some((marker) => request.body.text.includes(marker)),
  );
  return readers.flatMap(({ dependency }) => contract.downstream[dependency]!.onFailure);
}

/** The operation got as many healthy replies as it gets when nothing is wrong. */
function madeUp(
  contract: Contract,
  { calls, healthyCalls }: Observation,
  dependency: string,
  operation: string,
): boolean {
  const made = calls.filter((c) => c.dependency === dependency && c.operation === operation);
  const intact = made.filter((c) => gotIntact(contract, c));
  if (intact.length >= Math.max(1, healthyCalls[`${dependency}.${operation}`] ?? 1)) return true;
  // A driver that connects again may send at once what were several exchanges before.
  return intact.length > 0 && made.every((c) => intact.includes(c) || c.askedAgain);
}
