import type { ParamValues } from '../../fault/fault.ts';
import type { Site, Target } from '../../fault/site.ts';
import type { ScheduledFault } from '../../observation/observation.ts';
import type { Outage } from '../../observation/traffic.ts';
import { drawn } from '../../outage/outage.ts';
import { allFaults, faultNamed } from '../../protocol/index.ts';
import { now } from '../clock.ts';
import { OpenOutages, seedOfOutages } from '../simulator/outages.ts';

/** Something that fails by itself at calls of a mock. */
export interface StagedFault extends Pick<ScheduledFault, 'fault' | 'call' | 'recurs'> {
  /** Those that are left out have their first usual value. */
  readonly params: ParamValues;
  /** Of the calls that it would strike, it strikes this share. */
  readonly share?: number;
  isMeant(target: Target): boolean;
}

/** What fails by itself while a mock serves. Calls are counted, and time begins, with the first call of all. */
export interface Staged {
  readonly faults: readonly StagedFault[];
  /** Faults that bar the door of a dependency from the beginning on. */
  readonly barred: readonly { readonly dependency: string; readonly fault: string }[];
  readonly outages: readonly Outage[];
  /** Milliseconds from the first call until the outages begin. */
  readonly before: number;
  /** Milliseconds that they are meant to last. */
  readonly during: number;
}

/** Decides what a scenario has for each call. */
export class Stage {
  readonly staged: Staged;
  readonly #seed: number;
  readonly #deadline: number;
  readonly #onBegin: (began: number) => void;
  readonly #counts = new Map<string, number>();
  #outages: ReadonlyMap<string, OpenOutages> | undefined;

  /** `onBegin`: is told once when the outages begin, on the rig's clock. */
  constructor(
    staged: Staged,
    { seed, deadline, onBegin }: { seed: number; deadline: number; onBegin: (began: number) => void },
  ) {
    this.staged = staged;
    this.#seed = seed;
    this.#deadline = deadline;
    this.#onBegin = onBegin;
  }

  choose(target: Target): ScheduledFault | undefined {
    this.#outages ??= this.#begun();
    const { dependency, operation } = target;
    const place = `${dependency.name}.${operation}`;
    const call = (this.#counts.get(place) ?? 0) + 1;
    this.#counts.set(place, call);
    const struck = this.#outages.get(dependency.name)?.strike({ operation, number: call, belongs: call, at: now() });
    const site: Site = { ...target, deadline: this.#deadline };
    const scheduled = { dependency: dependency.name, operation, call: 1, recurs: 'every' } as const;
    if (struck) return { ...scheduled, ...known(struck.fault.name, struck.params, site) };
    const found = this.staged.faults.find((one) => this.#strikes(one, target, call));
    return found && { ...scheduled, fault: found.fault, params: filled(found.fault, found.params, site) };
  }

  #strikes({ fault, call, recurs, share = 1, isMeant }: StagedFault, target: Target, n: number): boolean {
    if (!isMeant(target) || faultNamed(fault).bar) return false;
    if (recurs === 'first' ? n !== call : n < call) return false;
    return drawn(this.#seed, target.dependency.name, target.operation, n) < share;
  }

  #begun(): ReadonlyMap<string, OpenOutages> {
    const { outages, before, during } = this.staged;
    const began = now() + before;
    this.#onBegin(began);
    const names = [...new Set(outages.map(({ dependency }) => dependency))];
    return new Map(
      names.map((name) => {
        const all = outages.filter(({ dependency }) => dependency === name);
        return [name, new OpenOutages({ all, began, lasts: during }, seedOfOutages(this.#seed, name))];
      }),
    );
  }
}

/** Shapes that only delay have a fault of their own, which has no name that others know. */
const known = (name: string, params: ParamValues, site: Site): Pick<ScheduledFault, 'fault' | 'params'> =>
  allFaults.some(({ fault }) => fault.name === name)
    ? { fault: name, params: filled(name, params, site) }
    : { fault: 'fixed-delay', params: { ms: params.after! } };

function filled(name: string, given: ParamValues, site: Site): ParamValues {
  const usual = Object.entries(faultNamed(name).params).map(([param, p]) => [
    param,
    given[param] ?? p.corners(site)[0]!,
  ]);
  return Object.fromEntries(usual);
}
