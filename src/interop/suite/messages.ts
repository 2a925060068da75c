import type { Verdict } from '../../check/judge.ts';
import type { Profile } from '../../plan/profile.ts';

// What the process of the tests and that of the harness tell each other, as JSON.

/** Which trials, of which contract. */
export interface Wanted {
  readonly file: string;
  readonly only: readonly string[];
  readonly profile: Profile;
  readonly seed: number;
  readonly shrink: boolean;
  readonly rigs: number;
  readonly out: string;
}

export interface PlannedTest {
  /** That of its trial. */
  readonly id: string;
  /** The operation and the dependency that it is about. */
  readonly group: string;
  /** Milliseconds that it may take. */
  readonly atMost: number;
}

export type PlannedTests =
  | {
      readonly component: string;
      readonly tests: readonly PlannedTest[];
      /** Waivers whose time is over. */
      readonly expired: readonly string[];
      /** It is a module: it can run where the tests run. */
      readonly module: boolean;
    }
  | { readonly component: string; readonly failed: string };

/** `broken`: what a person should read. */
export type Outcome =
  | { readonly verdict: Exclude<Verdict, 'inconclusive'>; readonly told: string; readonly waived?: string }
  | { readonly verdict: 'inconclusive'; readonly told: string };

export type ToHarness =
  | { readonly kind: 'play'; readonly id: string }
  | { readonly kind: 'started'; readonly start: number; readonly origin: string }
  | { readonly kind: 'not started'; readonly start: number; readonly why: string }
  | { readonly kind: 'stopped'; readonly start: number };

export type FromHarness =
  | { readonly kind: 'opened' }
  | { readonly kind: 'failed'; readonly told: string }
  | { readonly kind: 'played'; readonly id: string; readonly outcome: Outcome }
  | {
      readonly kind: 'start';
      readonly start: number;
      readonly module: string;
      readonly exportName: string;
      readonly env: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'stop'; readonly start: number };
