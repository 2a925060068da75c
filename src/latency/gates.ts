import type { Latency } from '../contract/contract.ts';
import { duration } from '../contract/units.ts';
import type { SeenRequest, SeenTraffic } from '../observation/observation.ts';
import type { Paced } from '../observation/traffic.ts';
import { type Bounded, bounded } from './bound.ts';
import { type Percentile, shares } from './percentile.ts';
import { chances } from './sample-plan.ts';
import { spent } from './spent.ts';

/** One percentile against its budget. */
export interface Gate extends Omit<Bounded, 'verdict'> {
  readonly percentile: Percentile;
  readonly budget: number;
  /** `refused`: it cannot be measured here. */
  readonly verdict: Bounded['verdict'] | 'refused';
  readonly samples: number;
  /** Requests that are not among the samples, as the harness itself was held up meanwhile. */
  readonly discarded: number;
  /** Why it is neither over nor within. */
  readonly because?: string;
}

/** What of traffic is judged. */
export type Timed = Pick<SeenTraffic, 'requests' | 'attribution' | 'exactness'>;

/** A sample is discarded where the harness was held up for longer than this, or a tenth of the budget: never for its own value. */
const bearable = 10;
/** Of more than this share nothing is believed any more. */
const mostDiscarded = 0.2;
/** What the harness takes is known from so many requests. */
const fewestOwn = 30;
/** A budget has to be so many times what the harness itself takes. */
const least = 3;

/** The requests that a case with paces is about: clean ones, without the first ones. */
export const judgedOf = ({ warmUp }: Pick<Paced, 'warmUp'>, { requests }: Pick<Timed, 'requests'>): SeenRequest[] =>
  [...requests]
    .sort((a, b) => a.due - b.due)
    .slice(warmUp)
    .filter(({ messy }) => messy === undefined);

/** Each percentile that is judged, against the budget; of a case of an earlier run, those that still have one. */
export function gatesOf(latency: Latency, paced: Paced, seen: Timed): Gate[] {
  const requests = judgedOf(paced, seen);
  return paced.percentiles.flatMap((percentile) => {
    const budget = latency[percentile];
    if (budget === undefined) return [];
    const kept = requests.filter(({ lag }) => lag <= Math.max(bearable, budget / 10));
    const discarded = requests.length - kept.length;
    const samples = Float64Array.from(kept, (request) => spent(request).added);
    const { over, within } = chances(paced.looks.length, paced.gates);
    const said = bounded(samples, { share: shares[percentile], limit: budget, over, within });
    const about = { percentile, budget, samples: kept.length, discarded };
    return [{ ...said, ...about, ...excused(said, about, seen) }];
  });
}

type About = Pick<Gate, 'percentile' | 'budget' | 'samples' | 'discarded'>;

/** Why nothing is said, where that is so. */
function excused(said: Bounded, about: About, seen: Timed): Pick<Gate, 'verdict' | 'because'> {
  const { percentile, budget, samples, discarded } = about;
  const own = seen.exactness?.own.p99 ?? 0;
  if (seen.exactness && seen.exactness.own.samples < fewestOwn)
    return { verdict: 'refused', because: 'the harness itself was held up while it measured what it takes' };
  if (budget < least * own)
    return {
      verdict: 'refused',
      because: `${percentile} of ${duration(budget)} cannot be judged here: the harness itself takes up to ${own.toFixed(1)} ms (its p99), and a budget has to be ${least} times that`,
    };
  if (discarded > mostDiscarded * (samples + discarded))
    return {
      verdict: 'open',
      because: `the harness itself was held up in ${discarded} of ${samples + discarded} requests`,
    };
  if (seen.attribution === 'none' && said.verdict !== 'within')
    return {
      verdict: 'open',
      because: 'which calls a request made cannot be told, and so not what the component adds to their time',
    };
  if (said.verdict !== 'open') return { verdict: said.verdict };
  const left = discarded === 0 ? '' : ` (${discarded} were left out, as the harness itself was held up)`;
  return {
    verdict: 'open',
    because: `${samples} samples${left} cannot tell: ${between(percentile, said)}, and the budget is ${duration(budget)}`,
  };
}

/** `p95 lies between 31 and 52 ms`. */
export function between(percentile: Percentile, { low, high }: Pick<Bounded, 'low' | 'high'>): string {
  const [from, to] = [low, high].map((ms) => (ms === undefined ? undefined : ms.toFixed(ms < 10 ? 1 : 0)));
  if (from === undefined)
    return to === undefined ? `${percentile} may be anything` : `${percentile} is at most ${to} ms`;
  return to === undefined ? `${percentile} is above ${from} ms` : `${percentile} lies between ${from} and ${to} ms`;
}

/** No further samples are needed, or none would be of use: something is over its budget, nothing is left open, or most are spoiled. */
export const isEnough = (gates: readonly Gate[]): boolean =>
  gates.some(({ verdict, discarded, samples }) => verdict === 'over' || discarded > samples) ||
  gates.every(({ verdict }) => verdict !== 'open');
