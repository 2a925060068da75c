import type { Contract } from '../contract/contract.ts';
import { durationPattern } from '../contract/units.ts';
import type { MessProfile } from '../mess/profile.ts';
import type { Profile } from '../plan/profile.ts';
import type { PlannedScenarios } from '../plan/scenario-trials.ts';
import type { Context } from './command.ts';
import { readMessProfile } from './mess-profile.ts';
import { scenariosFor } from './scenarios.ts';

/** What can be asked of the run of one contract, as it is written. */
export interface ToAsk {
  readonly profile: string;
  readonly only: readonly string[];
  readonly scenario: readonly string[];
  readonly seed?: number;
  readonly time?: string;
  readonly rigs: number;
  readonly shrink: boolean;
  readonly bail: boolean;
  readonly messProfile?: string;
}

/** What is asked of the run of one contract. */
export interface Asked extends Omit<ToAsk, 'profile' | 'scenario' | 'messProfile'> {
  readonly contract: Contract;
  readonly profile: Profile;
  readonly seed: number;
  readonly scenarios: PlannedScenarios;
  readonly messy: MessProfile | undefined;
}

/** What is asked of each contract, with a seed for those that none is asked for: of some, a configuration may ask something else. Undefined where it was said why not. */
export function askedOf(
  contracts: readonly Contract[],
  flags: ToAsk,
  seed: number,
  context: Context,
): Asked[] | undefined {
  const own = contracts.map((contract) => ({
    contract,
    to: { ...flags, ...context.settings.flags(contract.file) } as ToAsk,
  }));
  const messy = new Map<string, MessProfile | string>();
  for (const file of new Set(own.flatMap(({ to }) => to.messProfile ?? [])))
    messy.set(
      file,
      readMessProfile(
        file,
        meant(own, ({ messProfile }) => messProfile === file),
      ),
    );
  const wrong = own.map(({ to }) => wrongFlag(to)).find((text) => text !== undefined);
  const unread = [...messy.values()].find((read) => typeof read === 'string');
  for (const text of [wrong ?? unread]) if (text !== undefined) context.complain(text);
  if (wrong !== undefined || unread !== undefined) return undefined;
  const scenarios = new Map<Contract, PlannedScenarios>();
  for (const globs of new Set(own.map(({ to }) => JSON.stringify(to.scenario)))) {
    const those = meant(own, ({ scenario }) => JSON.stringify(scenario) === globs);
    const found = scenariosFor(those, JSON.parse(globs) as string[], context);
    if (!found) return undefined;
    for (const [contract, planned] of found) scenarios.set(contract, planned);
  }
  return own.map(({ contract, to: { messProfile, scenario: _, ...to } }) => {
    const read = messProfile === undefined ? undefined : (messy.get(messProfile) as MessProfile);
    return {
      ...to,
      contract,
      profile: context.settings.profile(to.profile),
      seed: to.seed ?? seed,
      scenarios: scenarios.get(contract)!,
      messy: read?.contract === contract.component.name ? read : undefined,
    };
  });
}

const meant = (own: readonly { readonly contract: Contract; readonly to: ToAsk }[], is: (to: ToAsk) => boolean) =>
  own.filter(({ to }) => is(to)).map(({ contract }) => contract);

/** What is wrong with the flags, whatever the contracts. */
export function wrongFlag({ rigs, seed, time }: Pick<ToAsk, 'rigs' | 'seed' | 'time'>): string | undefined {
  if (!Number.isInteger(rigs) || rigs < 1 || rigs > 100) return '--rigs must be a whole number from 1 to 100.';
  if (seed !== undefined && !Number.isSafeInteger(seed))
    return '--seed must be a whole number, such as the one that a run told.';
  if (time !== undefined && !new RegExp(durationPattern).test(time))
    return `--time must be a duration such as 60s or 5m, not "${time}".`;
  return undefined;
}
