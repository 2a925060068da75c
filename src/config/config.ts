import type { Place } from '../contract/contract.ts';
import type { Bounds, OwnProfile, profiles } from '../plan/profile.ts';

/** What can be said in a configuration file for all contracts, and for some of them. */
export interface PerContract {
  readonly profile?: string;
  readonly only?: string | readonly string[];
  readonly scenario?: string | readonly string[];
  readonly seed?: number;
  /** A duration: `5m`. */
  readonly time?: string;
  readonly rigs?: number;
  readonly shrink?: boolean;
  readonly bail?: boolean;
  readonly 'mess-profile'?: string;
}

/** Durations and "all" as they are written in the file; what is left out is as in the profile that it extends. */
export interface WrittenBounds extends Partial<Pick<Bounds, 'drawn' | 'inputs' | 'places' | 'waiting' | 'outages'>> {
  readonly extends?: keyof typeof profiles;
  readonly corners?: number | 'all';
  readonly mixed?: number | 'all';
  readonly pairs?: number | 'all';
  readonly triples?: number | 'all';
  readonly latency?: Partial<Pick<Bounds['latency'], 'slow' | 'messy'>> & { readonly most?: string };
}

/** A configuration as it is written: in YAML, in JSON, or with `defineConfig` in TypeScript. */
export interface WrittenConfig extends PerContract {
  readonly config?: 1;
  readonly contracts?: string | readonly string[];
  /** `name`, or `name=file`. */
  readonly reporter?: string | readonly string[];
  readonly out?: string;
  readonly profiles?: Readonly<Record<string, WrittenBounds>>;
  readonly overrides?: readonly (PerContract & { readonly contracts: string | readonly string[] })[];
}

/** What can be set, as it is written. */
export type Key = keyof PerContract | 'contracts' | 'reporter' | 'out';

/** Values, each with its place in the file. */
export type Placed = Readonly<Partial<Record<Key, { readonly value: unknown; readonly place: Place }>>>;

/** A configuration that can be used. Paths in its values are as seen from the working folder. */
export interface Config {
  /** As a person would name it. */
  readonly file: string;
  /** The folder that it stands in. */
  readonly folder: string;
  readonly values: Placed;
  /** `contracts`: globs below that folder. */
  readonly overrides: readonly { readonly contracts: readonly string[]; readonly values: Placed }[];
  readonly profiles: readonly OwnProfile[];
}
