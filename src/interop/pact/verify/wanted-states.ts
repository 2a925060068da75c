import type { Contract } from '../../../contract/contract.ts';
import type { ParamValue } from '../../../fault/param.ts';
import { type Order, orderOf } from '../../../rig/control/order.ts';
import type { State } from '../pact.ts';
import { faultStateOf, stateForms } from '../states.ts';

/** The fault that a state names; undefined where it is accepted and has nothing fail; a text says why it is neither. */
export function orderOfState(
  contract: Contract,
  state: State,
  accepted: readonly string[],
): Order | string | undefined {
  if (accepted.includes(state.name)) return undefined;
  const named = faultStateOf(state.name);
  const dependency = Object.keys(contract.downstream).find((name) => name.toLowerCase() === named?.dependency);
  if (!named || dependency === undefined) return `There is no provider state "${state.name}".`;
  const deadline = Math.max(...Object.values(contract.upstream).map(({ budget }) => budget.deadline));
  const params = {
    ...(named.beyondDeadline ? { ms: deadline * 2 } : {}),
    ...(state.params as Readonly<Record<string, ParamValue>>),
  };
  const order = orderOf(contract, { dependency, fault: named.fault, params }, () => new Map());
  return typeof order === 'string' ? `The provider state "${state.name}" cannot be had: ${order}` : order;
}

/** What states there are. */
export function vocabulary({ downstream }: Contract): string {
  const names = Object.keys(downstream);
  const forms = stateForms.map(({ form, means }) => `  "${form}": ${means}`);
  const dependencies = names.length > 0 ? `Dependencies: ${names.join(', ')}.` : 'The contract declares no dependency.';
  return [
    'Provider states can say:',
    ...forms,
    dependencies,
    'A state that is about data, and has nothing fail, is accepted with --state "…", or all of them with --any-state.',
  ].join('\n');
}
