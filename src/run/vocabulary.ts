import { checks } from '../check/index.ts';
import type { Vocabulary } from '../contract/lint/rule.ts';
import { allMesses } from '../mess/index.ts';
import { allFaults, protocols, proxiedNamed } from '../protocol/index.ts';

/** The names that contracts may use. */
export const vocabulary: Vocabulary = {
  protocols: Object.fromEntries(
    protocols.map((p) => [p.name, { operations: p.operations, proxied: proxiedNamed(p.name) !== undefined }]),
  ),
  faults: allFaults.map(({ fault }) => fault.name),
  messes: allMesses.map(({ mess }) => mess.name),
  checks: checks.map((c) => c.name),
};
