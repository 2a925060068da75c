import { defineFault, type Fault } from '../../fault/fault.ts';
import { delayOf } from '../../latency/delay.ts';
import type { ScheduledFault } from '../../observation/observation.ts';
import type { Outage, Pace } from '../../observation/traffic.ts';
import { shapeNamed } from '../../outage/index.ts';
import { drawn, type OutageCall, type Shape, shapeValues } from '../../outage/outage.ts';
import { faultNamed } from '../../protocol/index.ts';
import { hash } from '../../schema/seed.ts';

/** The outages of one dependency in one case, and the time at which they begin on the rig's clock. */
export interface Outages {
  readonly all: readonly Outage[];
  readonly began: number;
  /** Milliseconds that each is meant to last. */
  readonly lasts: number;
  /** How long replies take while nothing is out, whenever that is; default: no time. */
  readonly pace?: Pace;
}

/** A fault that an outage has for a call. */
export interface OutageStrike {
  readonly fault: Fault;
  readonly params: ScheduledFault['params'];
}

/** A call, as an outage is asked about it. */
interface Asked {
  readonly operation: string;
  /** The number of the call: of those of its request where that is known. */
  readonly number: number;
  /** What it belongs to: the same for all attempts at it. */
  readonly belongs: string | number;
  readonly at: number;
}

interface Open {
  readonly outage: Outage;
  readonly shape: Shape;
  readonly fate: ReturnType<Shape['open']>;
}

/** Decides what becomes of the calls of one dependency. All chance is drawn from the seed and from what a call is. */
export class OpenOutages {
  readonly #open: readonly Open[];
  readonly #began: number;
  readonly #seed: number;
  readonly #pace: Pace | undefined;

  constructor({ all, began, lasts, pace }: Outages, seed: number) {
    this.#began = began;
    this.#seed = seed;
    this.#pace = pace;
    this.#open = all.map((outage) => {
      const shape = shapeNamed(outage.shape);
      return { outage, shape, fate: shape.open(shapeValues(shape, outage.shapeParams), lasts) };
    });
  }

  /** What strikes a call; undefined: it is well. Every outage is asked, as some of them count what comes. */
  strike(asked: Asked): OutageStrike | undefined {
    const struck = this.#open
      .filter(({ outage }) => outage.operation === undefined || outage.operation === asked.operation)
      .map((open) => strikeOf(open, this.#call(open, asked)));
    return struck.find((one) => one !== undefined) ?? this.#paced(asked);
  }

  #paced({ operation, number, belongs }: Asked): OutageStrike | undefined {
    const pace = this.#pace;
    if (!pace) return undefined;
    if ('always' in pace) return { fault: delayed('slow-but-legal'), params: { after: pace.always } };
    const after = delayOf(pace, this.#seed, operation, belongs, number);
    return { fault: delayed('declared-latency'), params: { after: Math.round(after) } };
  }

  #call({ outage: { dependency, shape } }: Open, { operation, number, belongs, at }: Asked): OutageCall {
    const names = [dependency, operation, shape] as const;
    return {
      at: at - this.#began,
      chance: drawn(this.#seed, 'call', ...names, belongs, number),
      standing: drawn(this.#seed, 'standing', ...names, belongs),
    };
  }
}

function strikeOf({ outage, shape, fate }: Open, call: OutageCall): OutageStrike | undefined {
  const became = fate(call);
  if (became === 'well') return undefined;
  if (became !== 'struck') return { fault: delayed(shape.name), params: { after: Math.round(became.after) } };
  const fault = faultNamed(outage.fault!);
  // Refused connections are the door's business, and no call comes while it is shut.
  return fault.bar ? undefined : { fault, params: outage.faultParams ?? {} };
}

/** The healthy reply, later; the dependency works on it whether or not somebody still waits. */
const delayed = (name: string): Fault =>
  defineFault<{ after: number }>({
    name,
    summary: 'answers late',
    seen: '',
    leaves: 'late',
    async play({ after }, exchange) {
      await exchange.wait(after);
      await exchange.reply(exchange.healthy);
    },
  });

/** The seed of the outages of one dependency. */
export const seedOfOutages = (seed: number, dependency: string): number => hash(seed, 'outages', dependency);
