import type { Contract } from '../../contract/contract.ts';
import type { Exported, Exporter, ExportOptions } from '../exporter.ts';
import { callerPact } from './caller-pact.ts';
import { consumerPact } from './consumer-pact.ts';
import type { Pact } from './pact.ts';
import { Remarks } from './remarks.ts';
import { watchHealthy } from './seen-healthy.ts';
import { type Specification, writtenPact } from './written-pact.ts';

/** A pact for each dependency, and one for each caller. The component is launched, to see what it sends. */
export const pact: Exporter = {
  name: 'pact',
  summary: 'a pact for each dependency, of what the component is seen to send, and one for each caller',
  folder: 'pacts',
  export: (contract, options) => exported(contract, options),
};

async function exported(contract: Contract, { specification, signal }: ExportOptions): Promise<Exported> {
  const remarks = new Remarks();
  if (contract.component.launch.mcp)
    return { files: [], lost: ['Pact has no words for tool servers: there is no pact of one.'] };
  const seen = await watchHealthy(contract, signal);
  const context = { remarks, masked: seen.masked };
  const pacts = Object.values(contract.downstream).map((dependency) =>
    consumerPact(contract, dependency, seen, context),
  );
  const callers = [...new Set(Object.values(contract.upstream).flatMap(({ from }) => from))];
  if (callers.length === 0)
    remarks.say('No operation says with `from` who relies on it, so there is no pact of a caller.');
  pacts.push(...callers.map((caller) => callerPact(contract, caller, seen, context)));
  const several = pacts.flatMap((one) => one?.interactions.filter(({ response }) => response.statusRule) ?? []);
  if (specification === 3 && several.length > 0)
    remarks.say('Version 3 has no words for answers that have one of several statuses: the first of them is wanted.');
  return {
    files: pacts.filter((one) => one !== undefined).map((one) => fileOf(one, specification)),
    lost: remarks.all,
  };
}

const fileOf = (one: Pact, specification: Specification) => ({
  name: `${one.consumer}-${one.provider}.json`.replaceAll(/[/\\\s]+/g, '_'),
  value: writtenPact(one, specification),
});
