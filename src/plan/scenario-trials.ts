import picomatch from 'picomatch';
import type { Contract } from '../contract/contract.ts';
import { allMesses } from '../mess/index.ts';
import type { MessProfile } from '../mess/profile.ts';
import type { ScheduledFault } from '../observation/observation.ts';
import { faultNamed } from '../protocol/index.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { hash } from '../schema/seed.ts';
import { atOnceCase } from './at-once-trial.ts';
import { cleanOf, messCases } from './mess-trials.ts';
import { isContent } from './mixed-trials.ts';
import type { ParamBudget } from './param-values.ts';
import { fittingInputs, placeFaults, schedules } from './scenario-faults.ts';
import { outageCase } from './scenario-outages.ts';
import { type CalledSite, calledSites, isMeant, joined, matches, type Watched } from './scenario-sites.ts';
import { spread } from './spread.ts';
import type { Learnt, Omission, PlannedCase, Trial } from './trial.ts';

export interface PlannedScenarios {
  readonly all: readonly Scenario[];
  /** Nothing else is planned. */
  readonly only: boolean;
}

interface Budget extends ParamBudget {
  readonly seed: number;
  readonly places: number;
  readonly outages: 'none' | 'down' | 'all';
  readonly messProfile?: MessProfile;
}

/** A scenario at one operation of a component. */
interface Scene {
  readonly contract: Contract;
  readonly watched: Watched;
  readonly scenario: Scenario;
  readonly seen: Learnt;
  readonly budget: Budget;
}

/** What becomes of a scenario at one place: its cases, or why there are none. */
interface Act {
  readonly site: string;
  readonly cases: readonly PlannedCase[] | string;
}

/**
 * The trials of scenarios: `<operation>/<dependency>/<scenario>`, with `input` or `none` where nothing fails. A scenario
 * that fits nowhere is left out with its reason.
 */
export function scenarioTrials(
  contract: Contract,
  watched: Watched,
  { all, only }: PlannedScenarios,
  budget: Budget,
  omitted: Omission[],
): Trial[] {
  return all.flatMap((scenario) => {
    if (!only && budget.outages === 'none' && scenario.outages.length > 0) {
      omitted.push({ what: scenario.name, because: 'it takes traffic: the profile quick has none' });
      return [];
    }
    const acts = actsOf(contract, watched, scenario, budget);
    const trials = acts.flatMap((act) => (typeof act === 'string' ? [] : [act]));
    const reasons = acts.filter((act) => typeof act === 'string');
    if (trials.length === 0) omitted.push({ what: scenario.name, because: [...new Set(reasons)].join('; ') });
    return trials;
  });
}

/** A text says why there is no trial at one of the places where it might be. */
function actsOf(contract: Contract, watched: Watched, scenario: Scenario, budget: Budget): (Trial | string)[] {
  const { contracts, operations } = scenario.applies;
  if (!matches(contracts, contract.component.name)) return [`it is for ${contracts!.join(', ')}`];
  const meant = watched.learnt.filter(({ operation }) => matches(operations, operation));
  if (meant.length === 0) return [`it is for the operations ${operations!.join(', ')}`];
  return meant.flatMap((seen) =>
    acts({ contract, watched, scenario, seen, budget }).map(({ site, cases }) => {
      const id = idOf(seen, site, scenario);
      if (typeof cases === 'string') return cases;
      const { name, title, checks } = scenario;
      return { id, operation: seen.operation, site, fault: name, scenario: { name, title, checks }, cases };
    }),
  );
}

const idOf = ({ operation }: Learnt, site: string, { name }: Scenario) => `${operation}/${site}/${name}`;

function acts(scene: Scene): Act[] {
  const { contract, watched, scenario, seen } = scene;
  if (scenario.faults.length === 0 && scenario.outages.length === 0)
    return [scenario.atOnce === undefined ? messyAct(scene) : { site: 'none', cases: together(scene, 'none', []) }];
  const called = calledSites(contract, seen, watched);
  const sites = called.filter((site) => isMeant(scenario.applies, site));
  if (sites.length === 0) return [{ site: 'none', cases: `\`${seen.operation}\` calls no dependency that it is for` }];
  const groups = scenario.together
    ? [sites]
    : scenario.outages.length > 0
      ? byDependency(sites)
      : sites.map((s) => [s]);
  return groups.map((group) => (scenario.outages.length > 0 ? outageAct(scene, group) : faultAct(scene, group)));
}

function byDependency(sites: readonly CalledSite[]): CalledSite[][] {
  const names = [...new Set(sites.map(({ dependency }) => dependency.name))];
  return names.map((name) => sites.filter(({ dependency }) => dependency.name === name));
}

function outageAct({ contract, watched, scenario, seen, budget }: Scene, sites: readonly CalledSite[]): Act {
  const site = [...new Set(sites.map(({ dependency }) => dependency.name))].join('+');
  const input = seen.inputs.find(({ calls }) => sites.every(({ key }) => calls[key])) ?? seen.inputs[0]!;
  const at = { id: idOf(seen, site, scenario), operation: seen.operation, input, sites };
  const planned = outageCase(contract, watched.learnt, scenario, at, budget.seed);
  return { site, cases: typeof planned === 'string' ? planned : [planned] };
}

function faultAct(scene: Scene, sites: readonly CalledSite[]): Act {
  const { scenario, seen, budget } = scene;
  const placed = placeFaults(scenario.faults, sites);
  if (typeof placed === 'string') return { site: joined(sites), cases: placed };
  const site = joined(sites.filter((one) => placed.some((p) => p.site === one)));
  const id = idOf(seen, site, scenario);
  const inputs = fittingInputs(placed, seen);
  if (inputs.length === 0) return { site, cases: 'no healthy request makes the calls that it strikes' };
  const seed = hash(budget.seed, id);
  const input = inputs[(seed >>> 0) % inputs.length]!;
  const rows = schedules(placed, input, budget, seed);
  if (scenario.atOnce !== undefined) return { site, cases: together(scene, site, rows) };
  if (scenario.mess.length > 0) return { site, cases: mixed(scene, id, rows) };
  const cases = rows.map(
    (schedule, i): PlannedCase => ({
      case: { id: `${id}#${i + 1}`, operation: seen.operation, seed: hash(seed, i), input: input.input, schedule },
      healthyCalls: input.calls,
      waits: waits(schedule),
    }),
  );
  return { site, cases };
}

const waits = (schedule: readonly ScheduledFault[]) => schedule.some(({ fault }) => faultNamed(fault).waits);

/** Requests at once, while faults strike or not. */
function together({ contract, scenario, seen, budget }: Scene, site: string, rows: readonly ScheduledFault[][]) {
  const id = idOf(seen, site, scenario);
  const clean = atOnceCase(contract, seen, { id, seed: budget.seed, count: scenario.atOnce! });
  if (typeof clean === 'string') return clean;
  if (rows.length === 0) return [clean];
  return rows.map(
    (schedule, i): PlannedCase => ({
      ...clean,
      case: { ...clean.case, id: `${id}#${i + 1}`, schedule },
      waits: waits(schedule),
    }),
  );
}

function messyAct(scene: Scene): Act {
  const { seen, scenario } = scene;
  const id = idOf(seen, 'input', scenario);
  const found = messy(scene, id);
  return { site: 'input', cases: typeof found === 'string' ? found : numbered(id, found) };
}

/** The messy requests of a scenario. */
function messy({ contract, scenario, seen, budget }: Scene, id: string): PlannedCase[] | string {
  const is = picomatch([...scenario.mess]);
  const operation = contract.upstream[seen.operation]!;
  const inputs = seen.inputs.map(({ input, calls }) => ({ clean: cleanOf(contract, operation, input), calls }));
  const found = allMesses
    .filter(({ mess }) => is(mess.name))
    .map(({ mess }) => messCases(contract, mess, { id, operation, inputs }, budget));
  const cases = found.filter((one) => typeof one !== 'string').flat();
  const reasons = found.filter((one) => typeof one === 'string');
  return cases.length > 0 ? cases : [...new Set(reasons)].join('; ');
}

const numbered = (id: string, cases: readonly PlannedCase[]): PlannedCase[] =>
  cases.map((one, i) => ({ ...one, case: { ...one.case, id: `${id}#${i + 1}` } }));

/** Each schedule with a messy request that must be served: one that is rejected meets no fault. */
function mixed(scene: Scene, id: string, rows: readonly ScheduledFault[][]): PlannedCase[] | string {
  const found = messy(scene, id);
  if (typeof found === 'string') return found;
  const served = found.filter(({ case: { mess } }) => mess?.owes === 'served' && isContent(mess.pointer));
  if (served.length === 0) return 'none of its messy requests must be served';
  const some = spread(served, Math.max(scene.budget.places, rows.length));
  const count = Math.max(some.length, rows.length);
  const pairs = Array.from({ length: count }, (_, i): PlannedCase => {
    const one = some[i % some.length]!;
    const schedule = rows[i % rows.length]!;
    return { ...one, case: { ...one.case, schedule }, waits: waits(schedule) };
  });
  return numbered(id, pairs);
}
