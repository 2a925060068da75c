import { answersAsDeclared } from './answers-as-declared.ts';
import { answersAsExpected } from './answers-as-expected.ts';
import { backsOff } from './backs-off.ts';
import { boundedCalls } from './bounded-calls.ts';
import { callsAsDeclared } from './calls-as-declared.ts';
import { cancels } from './cancels.ts';
import type { Check } from './check.ts';
import { deliversEffect } from './delivers-effect.ts';
import { honoursRetryAfter } from './honours-retry-after.ts';
import { isolated } from './isolated.ts';
import { keepsText } from './keeps-text.ts';
import { noCrossTalk } from './no-cross-talk.ts';
import { noLeakedInternals } from './no-leaked-internals.ts';
import { noPointlessRetry } from './no-pointless-retry.ts';
import { noTaint } from './no-taint.ts';
import { recovers } from './recovers.ts';
import { rejectsWithoutTrace } from './rejects-without-trace.ts';
import { releases } from './releases.ts';
import { resistsInstructions } from './resists-instructions.ts';
import { settles } from './settles.ts';
import { shedsLoad } from './sheds-load.ts';
import { singleEffect } from './single-effect.ts';
import { staysUp } from './stays-up.ts';
import { streamsHonestly } from './streams-honestly.ts';
import { withinDeadline } from './within-deadline.ts';
import { withinLatency } from './within-latency.ts';

/** All checks, in the order in which a report names them. */
export const checks: readonly Check[] = [
  staysUp,
  withinDeadline,
  answersAsDeclared,
  answersAsExpected,
  streamsHonestly,
  callsAsDeclared,
  boundedCalls,
  honoursRetryAfter,
  backsOff,
  noPointlessRetry,
  singleEffect,
  deliversEffect,
  rejectsWithoutTrace,
  cancels,
  keepsText,
  noTaint,
  resistsInstructions,
  noCrossTalk,
  noLeakedInternals,
  recovers,
  settles,
  isolated,
  shedsLoad,
  releases,
  withinLatency,
];
