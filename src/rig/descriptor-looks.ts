import type { Descriptors } from '../observation/observation.ts';
import type { ComponentProcess } from './component/process.ts';
import type { StandIn } from './stand-in.ts';

const moments = ['begin', 'before', 'middle', 'end', 'after', 'later'] as const;
type Moment = (typeof moments)[number];

/** Counts the open file descriptors of a component at some moments of its traffic, but for connections to dependencies. */
export class DescriptorLooks {
  readonly #process: ComponentProcess | undefined;
  readonly #standIns: readonly StandIn[];
  readonly #connections = new Map<Moment, number>();
  readonly #looks = new Map<Moment, ReadonlyMap<number, number>>();

  /** A component that runs without our doing is not looked at. */
  constructor(process: ComponentProcess | undefined, standIns: readonly StandIn[]) {
    this.#process = process;
    this.#standIns = standIns;
  }

  take(moment: Moment): void {
    if (!this.#process) return;
    this.#connections.set(
      moment,
      this.#standIns.reduce((sum, { connections }) => sum + connections, 0),
    );
    this.#looks.set(moment, this.#process.descriptors());
  }

  /** Of the processes that were there at all moments: others come and go with their descriptors. */
  seen(): { readonly descriptors?: Descriptors } {
    const looks = moments.map((moment) => this.#looks.get(moment) ?? new Map<number, number>());
    const pids = [...looks[0]!.keys()].filter((pid) => looks.every((look) => look.has(pid)));
    if (pids.length === 0) return {};
    const sums = looks.map((look) => pids.reduce((sum, pid) => sum + look.get(pid)!, 0));
    return {
      descriptors: Object.fromEntries(moments.map((moment, i) => [moment, sums[i]!])) as unknown as Descriptors,
    };
  }
}
