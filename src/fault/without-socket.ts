import type { Fault, ParamValues } from './fault.ts';
import type { ParamValue } from './param.ts';

/** What faults miss that need a socket, where calls are intercepted in the process of the caller. */
export const noConnection = 'nothing is connected: each call stands for itself';
export const noTls = 'nothing is encrypted: no handshake takes place';
export const noParser = 'no bytes are read as HTTP: a reply has a status, headers and a body, and no other form';

/** Why interception cannot show a fault with these parameters, and the usual ones for those that are left out. */
export function socketOnly(fault: Fault, params: ParamValues = {}): string | undefined {
  const usual = Object.entries(fault.params).map(([name, { schema }]) => [name, params[name] ?? choicesOf(schema)[0]]);
  return fault.needsSocket(Object.fromEntries(usual));
}

/** The choices of a parameter that interception cannot show, where it can show others. */
export function choicesOnSockets(fault: Fault): readonly ParamValue[] {
  if (socketOnly(fault) !== undefined) return [];
  return Object.entries(fault.params).flatMap(([name, { schema }]) =>
    choicesOf(schema).filter((value) => socketOnly(fault, { [name]: value }) !== undefined),
  );
}

const choicesOf = (schema: unknown) => (schema as { readonly enum?: readonly ParamValue[] }).enum ?? [];
