import type { Fault } from '../fault/fault.ts';
import { faults } from '../fault/index.ts';
import { http } from './http.ts';
import { openai } from './openai/openai.ts';
import type { Protocol } from './protocol.ts';

export const protocols: readonly Protocol[] = [http, openai];

export function protocolNamed(name: string): Protocol {
  const found = protocols.find((p) => p.name === name);
  if (!found) throw new Error(`there is no protocol "${name}"`);
  return found;
}

/** Every fault kind: those of all services by layer, then those of each protocol. */
export const allFaults: readonly { readonly fault: Fault; readonly layer: string }[] = [
  ...Object.entries(faults).flatMap(([layer, list]) => list.map((fault) => ({ fault, layer }))),
  ...protocols.flatMap((p) => p.faults.map((fault) => ({ fault, layer: p.name }))),
];

export function faultNamed(name: string): Fault {
  const found = allFaults.find(({ fault }) => fault.name === name);
  if (!found) throw new Error(`there is no fault "${name}"`);
  return found.fault;
}

/** The faults that a dependency of this protocol can have. */
export function faultsOf(protocol: Protocol): readonly Fault[] {
  return allFaults
    .filter(({ fault }) => !protocols.some((p) => p !== protocol && p.faults.includes(fault)))
    .map(({ fault }) => fault);
}
