import type { RunResult } from '../run/result.ts';

/** What the process ends with, and what a pipeline may conclude from it. */
export const exitCodes = {
  holds: 0,
  /** A finding that no waiver covers, or an expired waiver. */
  found: 1,
  /** The command line or a file is wrong. */
  usage: 2,
  /** The component could not be launched, or is not healthy when nothing is wrong. */
  notHealthy: 3,
  /** Not enough was seen to say anything. */
  inconclusive: 4,
  /** The harness itself failed, or what it was asked to write could not be written. */
  internal: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The first of these that applies to any of the runs. */
const order = [
  exitCodes.interrupted,
  exitCodes.usage,
  exitCodes.found,
  exitCodes.internal,
  exitCodes.notHealthy,
  exitCodes.inconclusive,
  exitCodes.holds,
];

/** `failed`: a report or a record could not be written. */
export function exitCodeOf(
  results: readonly RunResult[],
  expiredWaivers: boolean,
  { interrupted = false, failed = false }: { readonly interrupted?: boolean; readonly failed?: boolean } = {},
): ExitCode {
  // Of several contracts, one may have no place for what was asked for.
  const told = results.filter(({ stopped }) => stopped?.why !== 'nothing selected');
  const codes = new Set((told.length > 0 ? told : results).map(codeOf));
  if (expiredWaivers) codes.add(exitCodes.found);
  if (interrupted) codes.add(exitCodes.interrupted);
  if (failed) codes.add(exitCodes.internal);
  return order.find((code) => codes.has(code)) ?? exitCodes.inconclusive;
}

function codeOf({ verdict, stopped }: RunResult): ExitCode {
  if (stopped?.why === 'interrupted') return exitCodes.interrupted;
  if (stopped?.why === 'planned only' || stopped?.why === 'empty shard') return exitCodes.holds;
  if (stopped?.why === 'nothing selected') return exitCodes.usage;
  if (verdict === 'broken') return exitCodes.found;
  if (stopped?.why === 'not launched' || stopped?.why === 'not healthy') return exitCodes.notHealthy;
  return stopped || verdict === 'inconclusive' ? exitCodes.inconclusive : exitCodes.holds;
}
