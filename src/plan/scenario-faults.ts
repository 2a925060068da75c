import type { ParamValues } from '../fault/fault.ts';
import type { ScheduledFault } from '../observation/observation.ts';
import { drawn } from '../outage/outage.ts';
import { faultNamed, faultsOf, protocolNamed, proxiedNamed } from '../protocol/index.ts';
import type { ScenarioFault } from '../scenario/scenario.ts';
import { hash } from '../schema/seed.ts';
import { type ParamBudget, paramValues } from './param-values.ts';
import { type CalledSite, isMeant } from './scenario-sites.ts';
import type { Learnt } from './trial.ts';

/** One fault of a scenario at one site. */
export interface Placed {
  readonly struck: ScenarioFault;
  readonly site: CalledSite;
}

/** Each fault of a scenario at the sites where it fits. A text says why one of them fits nowhere. */
export function placeFaults(faults: readonly ScenarioFault[], sites: readonly CalledSite[]): Placed[] | string {
  const all: Placed[] = [];
  for (const struck of faults) {
    const meant = sites.filter((site) => isMeant(struck.on, site));
    const reasons = meant.map((site) => unfit(struck.fault, site));
    const fitting = meant.filter((_, i) => reasons[i] === undefined);
    if (fitting.length === 0) return `${struck.fault}: ${reasons[0] ?? 'it calls no dependency that is meant'}`;
    all.push(...fitting.map((site) => ({ struck, site })));
  }
  return all;
}

/** Why a fault cannot strike a site. */
export function unfit(name: string, site: CalledSite): string | undefined {
  const fault = faultNamed(name);
  const { protocol } = site.dependency;
  if (!faultsOf(proxiedNamed(protocol) ?? protocolNamed(protocol)).includes(fault))
    return `no service that speaks \`${protocol}\` has it`;
  return fault.unfit(site);
}

export type Watch = Learnt['inputs'][number];

/** The healthy requests that call each site of some faults, and one of them as often as it has to be for it to strike. */
export function fittingInputs(placed: readonly Placed[], { inputs }: Learnt): Watch[] {
  return inputs.filter(
    ({ calls }) =>
      placed.every(({ site }) => (calls[site.key] ?? 0) > 0) &&
      placed.some(({ struck, site }) => (calls[site.key] ?? 0) >= struck.call),
  );
}

// A share is drawn this often, for as many cases.
const draws = 3;
/** Calls beyond those of a healthy request that a share is drawn for. */
const retries = 10;

/** The schedules of a scenario's cases: as many as its faults have parameters to try. */
export function schedules(
  placed: readonly Placed[],
  { calls }: Watch,
  budget: ParamBudget,
  seed: number,
): ScheduledFault[][] {
  const rows = placed.map(({ struck, site }, i) =>
    paramValues(faultNamed(struck.fault), site, budget, hash(seed, i), struck.params),
  );
  const shares = placed.some(({ struck }) => struck.share !== undefined) ? Math.min(draws, budget.corners) : 1;
  const count = Math.max(shares, ...rows.map((values) => values.length));
  return Array.from({ length: count }, (_, n) =>
    placed.flatMap((one, i) => scheduled(one, rows[i]![n % rows[i]!.length]!, calls, hash(seed, 'share', n))),
  );
}

function scheduled(
  { struck, site }: Placed,
  params: ParamValues,
  calls: Watch['calls'],
  seed: number,
): ScheduledFault[] {
  const { fault, call, recurs, share } = struck;
  const { dependency, operation, key } = site;
  const one = { dependency: dependency.name, operation, fault, params };
  if (share === undefined) return [{ ...one, call, recurs }];
  const usual = calls[key] ?? 0;
  const all = Array.from({ length: Math.max(0, usual + retries - call + 1) }, (_, i) => call + i);
  const hit = all.filter((n) => drawn(seed, dependency.name, operation, n) < share);
  // A case in which nothing is struck would be one in which nothing is wrong.
  const [first = call] = hit;
  return (first <= usual ? hit : [call, ...hit]).map((n) => ({ ...one, call: n, recurs: 'first' }));
}
