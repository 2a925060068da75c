import type { Accepts, Contract, Input } from '../contract/contract.ts';
import { isValid } from '../contract/json-schema.ts';
import { allMesses } from '../mess/index.ts';
import type { Case, Observation } from '../observation/observation.ts';
import type { Outage } from '../observation/traffic.ts';
import { shapes } from '../outage/index.ts';
import type { PlannedCase, Trial } from '../plan/trial.ts';
import { allFaults } from '../protocol/index.ts';
import type { Finding } from './result.ts';

/** A finding of an earlier run: all that is needed to play it again. */
export interface Kept {
  readonly finding: 1;
  readonly id: string;
  /** `<operation>/<dependency>/<fault>/<check>`. */
  readonly name: string;
  readonly check: string;
  readonly told: string;
  /** The contract's file. */
  readonly contract: string;
  readonly case: Case;
  readonly healthyCalls: Observation['healthyCalls'];
}

export function keep(contract: Contract, { id, name, check, judgement, observation, healthyCalls }: Finding): Kept {
  const { file } = contract;
  return { finding: 1, id, name, check, told: judgement.told, contract: file, case: observation.case, healthyCalls };
}

/** The trial that plays a kept finding again; undefined where the contract has no place for it any more. */
export function keptTrial(contract: Contract, { id, name, case: played, healthyCalls }: Kept): Trial | undefined {
  const [operation, site, fault] = name.split('/') as [string, string, string];
  if (!contract.upstream[played.operation] || !fits(contract, played)) return undefined;
  const trial = `${operation}/${site}/${fault}/kept-${id}`;
  const planned: PlannedCase = { case: { ...played, id: `${trial}#1` }, healthyCalls, waits: false };
  return { id: trial, operation, site, fault, cases: [planned] };
}

function fits(
  { upstream, downstream }: Contract,
  { operation, input, schedule, mess, atOnce, traffic }: Case,
): boolean {
  if (mess && !allMesses.some((m) => m.mess.name === mess.kind)) return false;
  // A contract that was changed since then may no longer allow what was a clean request.
  const { accepts } = upstream[operation]!;
  if (!isAccepted(accepts, atOnce?.clean ?? input)) return false;
  const { outages = [], beside = [] } = traffic ?? {};
  if (!outages.every((out) => fitsOutage(downstream, out)) || !beside.every((other) => upstream[other.operation]))
    return false;
  return schedule.every(
    ({ dependency, operation, fault }) =>
      downstream[dependency] !== undefined &&
      (Object.keys(downstream[dependency].operations).length === 0 || operation in downstream[dependency].operations) &&
      allFaults.some((f) => f.fault.name === fault),
  );
}

const fitsOutage = (downstream: Contract['downstream'], { dependency, shape, fault }: Outage) =>
  downstream[dependency] !== undefined &&
  shapes.some(({ name }) => name === shape) &&
  (fault === undefined || allFaults.some((known) => known.fault.name === fault));

function isAccepted(accepts: Accepts, input: Input): boolean {
  const parts = (['path', 'query', 'headers'] as const).flatMap((part) =>
    Object.entries(input[part] ?? {}).map(([name, value]) => ({ schema: accepts[part][name], value })),
  );
  return [...parts, { schema: accepts.body, value: input.body }].every(
    ({ schema, value }) => schema === undefined || value === undefined || isValid(schema, value),
  );
}
