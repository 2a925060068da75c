import { type Fault, Gone } from '../../fault/fault.ts';
import type { Target } from '../../fault/site.ts';
import type { ScheduledFault, StruckFault } from '../../observation/observation.ts';
import type { SocketExchange } from './exchange.ts';

/** Plays a fault to its end and tells what became of it. */
export async function strike(
  fault: Fault,
  params: ScheduledFault['params'],
  target: Target,
  exchange: SocketExchange,
): Promise<Omit<StruckFault, 'waited'>> {
  const undelivered = await play(fault, params, target, exchange);
  return {
    ...named(fault, params),
    ...(undelivered === undefined ? {} : { undelivered }),
    ...(exchange.detail === undefined ? {} : { detail: exchange.detail }),
    ...(exchange.marked ? { marker: exchange.marker } : {}),
  };
}

/** How a fault is told of in a record. */
export const named = (
  { name, leaves, permanent }: Fault,
  params: ScheduledFault['params'],
): Pick<StruckFault, 'kind' | 'params' | 'leaves' | 'permanent'> => ({ kind: name, params, leaves, permanent });

/** The answer is why it could not be delivered, if it could not. */
async function play(
  fault: Fault,
  params: ScheduledFault['params'],
  target: Target,
  exchange: SocketExchange,
): Promise<string | undefined> {
  try {
    const unfit = fault.unfit(target);
    if (unfit !== undefined) return unfit;
    await fault.play(params, exchange);
    return undefined;
  } catch (error) {
    // A component that leaves while it is kept waiting, or while it is sent too much, has met the fault.
    if (error instanceof Gone) return exchange.touched ? undefined : 'the component was gone before it began';
    // A mistake of the fault's own must not end the run; it shows as a case that could not be judged.
    return `it failed: ${error instanceof Error ? error.message : String(error)}`;
  }
}
