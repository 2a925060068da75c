import type { Contract } from '../contract/contract.ts';
import type { Outage } from '../observation/traffic.ts';
import { shapeNamed } from '../outage/index.ts';
import { shapeValues } from '../outage/outage.ts';
import { faultNamed } from '../protocol/index.ts';
import type { Scenario, ScenarioOutage } from '../scenario/scenario.ts';
import { hash } from '../schema/seed.ts';
import { callsOf, isReal, trafficWith, usualTraffic } from './outage-trials.ts';
import { paramValues } from './param-values.ts';
import { unfit, type Watch } from './scenario-faults.ts';
import { type CalledSite, isMeant } from './scenario-sites.ts';
import type { Learnt, PlannedCase } from './trial.ts';

/** The traffic of a scenario, as the case of a trial `id`. A text says why there is none. */
export function outageCase(
  contract: Contract,
  learnt: readonly Learnt[],
  { outages: wanted, traffic: given }: Pick<Scenario, 'outages' | 'traffic'>,
  at: { readonly id: string; readonly operation: string; readonly input: Watch; readonly sites: readonly CalledSite[] },
  seed: number,
): PlannedCase | string {
  const {
    id,
    operation,
    input: { input, calls },
    sites,
  } = at;
  const { after: least = 0, ...times } = { ...usualTraffic, ...given };
  const outages: Outage[] = [];
  for (const one of wanted) {
    const meant = sites.filter((site) => isMeant(one.on, site) && calls[site.key]);
    const reasons = meant.map((site) => unfitFor(contract, one, site));
    const fitting = meant.filter((_, i) => reasons[i] === undefined);
    if (fitting.length === 0)
      return `${one.fault ?? one.shape}: ${reasons[0] ?? 'it calls no dependency that is meant'}`;
    for (const site of firstOfEach(fitting))
      outages.push(outageOf(one, site, times.rate * callsOf(calls, site.dependency.name), outages.length, seed));
  }
  const traffic = trafficWith(contract, learnt, { operation, calls, outages }, times);
  return {
    case: {
      id: `${id}#1`,
      operation,
      seed: hash(seed, id),
      input,
      schedule: [],
      traffic: { ...traffic, after: Math.max(traffic.after, least) },
    },
    healthyCalls: calls,
    waits: true,
  };
}

function unfitFor(contract: Contract, { fault }: ScenarioOutage, site: CalledSite): string | undefined {
  if (isReal(contract, site.dependency.name)) return 'it is a real server';
  return fault === undefined ? undefined : unfit(fault, site);
}

/** A dependency is out as a whole. */
const firstOfEach = (sites: readonly CalledSite[]): CalledSite[] =>
  [...new Map([...sites].reverse().map((site) => [site.dependency.name, site])).values()].reverse();

function outageOf(
  { shape: name, params, fault, faultParams }: ScenarioOutage,
  site: CalledSite,
  offered: number,
  place: number,
  seed: number,
): Outage {
  const shape = shapeNamed(name);
  const struck =
    fault === undefined
      ? {}
      : { fault, faultParams: paramValues(faultNamed(fault), site, { corners: 1, drawn: 0 }, seed, faultParams)[0]! };
  return {
    dependency: site.dependency.name,
    shape: name,
    shapeParams: shapeValues(shape, { ...shape.tried(offered, place), ...params }),
    ...struck,
  };
}
