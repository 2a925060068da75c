import type { Contract } from '../contract/contract.ts';
import type { Traffic } from '../observation/traffic.ts';
import { hash } from '../schema/seed.ts';
import { declaredPaces } from './latency-trials.ts';
import type { Learnt, PlannedCase } from './trial.ts';

/** The first ones after the other version had its turn are not like the others. */
const warmUp = 2;

/** Some requests with every dependency at its declared latency: the nth ones that two versions are asked in turns. */
export function comparedCase(
  contract: Contract,
  seen: Learnt,
  { seed, n, count }: { readonly seed: number; readonly n: number; readonly count: number },
): PlannedCase {
  const { operation, inputs } = seen;
  const { input, calls } = inputs[0]!;
  const id = `${operation}/none/compared/latency#${n + 1}`;
  const { rate } = contract.upstream[operation]!.budget;
  const paced = { paces: declaredPaces(contract, seen), percentiles: [], gates: 0, warmUp, looks: [count] };
  const during = Math.ceil(((warmUp + count) * 1000) / rate);
  const traffic: Traffic = { rate, before: 0, during, after: 0, outages: [], paced };
  return {
    case: { id, operation, seed: hash(seed, id), input, schedule: [], traffic },
    healthyCalls: calls,
    waits: true,
  };
}
