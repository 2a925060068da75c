import type { Contract } from '../contract/contract.ts';
import { declaredIn } from '../latency/percentile.ts';
import type { Traffic } from '../observation/traffic.ts';
import { hash } from '../schema/seed.ts';
import { declaredPaces } from './latency-trials.ts';
import type { Learnt, PlannedCase } from './trial.ts';

/** The first ones at a new rate are not like the others. */
const warmUp = 5;

interface Step {
  readonly seed: number;
  /** Requests a second. */
  readonly rate: number;
  /** Requests that count. */
  readonly count: number;
  /** Percentiles that are judged in all steps together. */
  readonly gates: number;
}

/** Clean requests at a rate, with every dependency at its declared latency. */
export function capacityCase(contract: Contract, seen: Learnt, { seed, rate, count, gates }: Step): PlannedCase {
  const { operation, inputs } = seen;
  const { input, calls } = inputs[0]!;
  const id = `${operation}/none/capacity/latency#${rate}`;
  const percentiles = declaredIn(contract.upstream[operation]!.budget.latency);
  const paced = { paces: declaredPaces(contract, seen), percentiles, gates, warmUp, looks: [count] };
  const during = Math.ceil(((warmUp + count) * 1000) / rate);
  const traffic: Traffic = { rate, before: 0, during, after: 0, outages: [], paced };
  return {
    case: { id, operation, seed: hash(seed, id), input, schedule: [], traffic },
    healthyCalls: calls,
    waits: true,
  };
}
