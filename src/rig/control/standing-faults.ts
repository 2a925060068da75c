import type { Contract } from '../../contract/contract.ts';
import type { ParamValues } from '../../fault/fault.ts';
import type { Site, Target } from '../../fault/site.ts';
import type { ScheduledFault } from '../../observation/observation.ts';
import { hash } from '../../schema/seed.ts';
import { now } from '../clock.ts';
import type { Order } from './order.ts';

/** A fault that strikes until it is cleared or its time is over. */
export interface StandingFault extends Order {
  readonly id: number;
  /** On the rig's clock; undefined: it stays. */
  readonly until?: number;
}

/** The faults that stand, and whom they strike. Which calls of a share are struck follows from the seed alone. */
export class StandingFaults {
  readonly #seed: number;
  readonly #deadline: number;
  readonly #calls = new Map<string, number>();
  #standing: readonly StandingFault[] = [];
  #last = 0;

  constructor({ upstream }: Contract, seed: number) {
    this.#seed = seed;
    this.#deadline = Math.max(...Object.values(upstream).map(({ budget }) => budget.deadline));
  }

  get all(): readonly StandingFault[] {
    return this.#standing;
  }

  /** The same fault at the same place is replaced. */
  add(order: Order): StandingFault {
    const standing = {
      ...order,
      id: ++this.#last,
      ...(order.for === undefined ? {} : { until: now() + order.for }),
    };
    const same = ({ dependency, operation, fault }: Order) =>
      dependency === order.dependency && operation === order.operation && fault === order.fault;
    this.#standing = [...this.#standing.filter((one) => !same(one)), standing];
    return standing;
  }

  /** Those that stood and do not stand any more. */
  remove(gone: (standing: StandingFault) => boolean): readonly StandingFault[] {
    const removed = this.#standing.filter(gone);
    this.#standing = this.#standing.filter((one) => !removed.includes(one));
    return removed;
  }

  /** The fault for the next call of an operation: of several, the one that was set last. */
  choose(target: Target): ScheduledFault | undefined {
    const { dependency, operation } = target;
    const place = `${dependency.name}.${operation}`;
    const call = (this.#calls.get(place) ?? 0) + 1;
    this.#calls.set(place, call);
    const found = this.#standing.findLast(
      (one) =>
        one.dependency.name === dependency.name &&
        !one.fault.bar &&
        (one.operation === undefined || one.operation === operation) &&
        share(this.#seed, dependency.name, operation, call) < one.share,
    );
    return found && { ...scheduled(found, operation), params: this.#params(found, target) };
  }

  /** Parameters that nobody gave are those that a run tries first. */
  #params({ fault, params }: StandingFault, target: Target): ParamValues {
    const site: Site = { ...target, deadline: this.#deadline };
    const usual = Object.entries(fault.params).map(([name, p]) => [name, params[name] ?? p.corners(site)[0]!]);
    return Object.fromEntries(usual);
  }
}

/** A fault that bars the door of a dependency, as a schedule says it. */
export function scheduled({ dependency, fault, params }: StandingFault, operation = '?'): ScheduledFault {
  return { dependency: dependency.name, operation, call: 1, recurs: 'every', fault: fault.name, params };
}

/** A number from 0 to 1 for a call. */
function share(seed: number, dependency: string, operation: string, call: number): number {
  return (hash(seed, dependency, operation, call) >>> 0) / 2 ** 32;
}
