import type { Contract } from '../contract/contract.ts';
import type { Aftermath } from '../observation/observation.ts';
import { promised } from './held-up.ts';

// A component that was kept from a CPU for a larger part of the time may not have had the time to recover.
const bearable = 0.3;

/** What the machine did while the component was to recover, as a clause; undefined where it left it alone. */
export function tookAftermath(
  contract: Contract,
  { lag = 0, starved = 0, waited }: Pick<Aftermath, 'lag' | 'starved' | 'waited'>,
): string | undefined {
  // A component that gave up on healthy replies that the harness held up is not what is judged here.
  const patience = Math.min(...Object.keys(contract.downstream).map((name) => promised(contract, name)));
  if (lag > patience) return `the harness was held up for ${Math.round(lag)} ms meanwhile`;
  if (starved > bearable * waited)
    return `the component was kept from a CPU for ${Math.round(starved)} of ${Math.round(waited)} ms meanwhile`;
  return undefined;
}
