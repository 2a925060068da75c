import type { Profile } from '../../plan/profile.ts';

export interface SuiteOptions {
  /** Trials by `<operation>/<dependency>/<fault>`, globs allowed; default: all. */
  readonly only?: readonly string[];
  /** How much to try; default: `quick`. */
  readonly profile?: Profile;
  /** The same seed gives the same tests; default: 1. */
  readonly seed?: number;
  /** `2/3`: the second third of the trials. One contract in several files, so that the runner can share them out. */
  readonly shard?: string;
  /** Trials that are under way at once, as many as the runner allows; default: true. Modules are played one at a time. */
  readonly concurrent?: boolean;
  /** Look for the smallest case of each finding; default: true. */
  readonly shrink?: boolean;
  /**
   * What becomes of a trial of which nothing can be said. `fail` (default): its test fails. `skip`: it is skipped with the reason
   * where the runner can do that with a test that has begun (Vitest), and else passes with a warning (Jest).
   */
  readonly inconclusive?: 'fail' | 'skip';
  /** Milliseconds for each trial; default: what it may take at most, told by its contract. */
  readonly timeout?: number;
  /** The folder in which findings are kept for `shakedown replay`; default: `.shakedown`. */
  readonly out?: string;
  /** Imports the module of the contract (`launch.module`), where the runner cannot find it by itself. */
  readonly load?: () => unknown;
}
