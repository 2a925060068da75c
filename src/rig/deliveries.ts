import type { Delivery, Operation } from '../contract/contract.ts';
import { comeBack } from '../observation/come-back.ts';
import { acknowledges, carries, saidInCall } from '../observation/delivery.ts';
import type { Call, Delivered, ScheduledFault } from '../observation/observation.ts';
import { faultNamed } from '../protocol/index.ts';
import { now, sleep } from './clock.ts';
import { keysOf } from './driver/own-key.ts';
import type { ToSend } from './driver/request.ts';
import type { StandIn } from './stand-in.ts';

/** What a request that was accepted must still cause. Times are those of the rig's clock. */
export interface Owed {
  readonly delivery: Delivery;
  /** Undefined: it cannot be told which calls are for it. */
  readonly key: string | undefined;
  /** When it was accepted, or what failed was over, if that was later. */
  readonly possible: number;
}

/** Where it is waited for. */
export interface Stage {
  readonly simulators: readonly StandIn[];
  /** There is nothing to wait for any more: the component has ended, or the run is being ended. */
  over(): boolean;
}

const pause = 15;
// An outage in a single case lasts until the component has given up, as far as that shows, or for so long.
const calm = 200;
const outageAtMost = 600;

/** What a request owes that was accepted at a time. */
export const owedBy = (operation: Operation, request: ToSend, possible: number): Owed[] => {
  const keys = keysOf(operation, request);
  return (operation.delivers ?? []).map((delivery) => ({ delivery, key: keys.get(delivery.key), possible }));
};

/**
 * Lets what fails go on until the component has met it and does nothing more about it, or for half a second; then all is
 * well again. Answers when that was.
 */
export async function endFaults(
  stage: Stage,
  owed: readonly Owed[],
  schedule: readonly ScheduledFault[],
): Promise<number> {
  const began = now();
  if (schedule.length === 0) return began;
  const patience = Math.max(...owed.map(({ delivery }) => delivery.within));
  let met: number | undefined;
  while (!stage.over() && openOf(stage, owed).length > 0 && now() - began < patience) {
    if (schedule.every((scheduled) => isMet(stage, scheduled))) met ??= now();
    const active = Math.max(began, ...stage.simulators.map((s) => s.active));
    if (met !== undefined && (now() - met >= outageAtMost || (now() - active >= calm && !barred(schedule)))) break;
    await sleep(pause);
  }
  await Promise.all(stage.simulators.map((s) => s.heal()));
  return now();
}

// Behind a closed door nobody sees what is tried.
const barred = (schedule: readonly ScheduledFault[]) => schedule.some(({ fault }) => faultNamed(fault).bar);

function isMet({ simulators }: Stage, { dependency, operation, call, fault }: ScheduledFault): boolean {
  if (faultNamed(fault).bar) return true;
  return simulators.some((s) => s.dependency.name === dependency && s.made(operation) >= call);
}

/** Waits until all is acknowledged that can be, or its time is over. */
export async function awaitDelivered(stage: Stage, owed: readonly Owed[]): Promise<void> {
  for (let open = openOf(stage, owed); open.length > 0 && !stage.over(); open = openOf(stage, open)) {
    if (open.every(({ delivery, possible }) => now() > possible + delivery.within)) return;
    await sleep(pause);
  }
}

function openOf({ simulators }: Stage, owed: readonly Owed[]): Owed[] {
  return owed.filter(({ delivery: { dependency, operation }, key }) => {
    if (key === undefined) return false;
    return !simulators.some((s) => s.dependency.name === dependency && s.acknowledged(operation, key));
  });
}

/**
 * What became of it, by the calls of the case. `origin`: where their times count from; `started`: the same in milliseconds
 * since 1970.
 */
export function deliveredOf(
  owed: readonly Owed[],
  calls: readonly Call[],
  { origin, started }: { readonly origin: number; readonly started: number },
): Delivered[] {
  return owed.map(({ delivery: { dependency, operation }, key, possible }): Delivered => {
    const effect = `${dependency}.${operation}`;
    const told = { effect, possible: possible - origin, watched: now() - origin };
    if (key === undefined) return { ...told, calls: 0 };
    const mine = calls.filter((c) => isFor(c, effect) && carries(saidInCall(c), key));
    const acknowledged = mine.filter(acknowledges).map(({ reply }) => reply.ended);
    const waits = mine.flatMap(({ reply }) => comeBack(reply, started) ?? []);
    return {
      ...told,
      key,
      calls: mine.length,
      ...(acknowledged.length > 0 ? { acknowledged: Math.min(...acknowledged) } : {}),
      ...(mine.some(isRefused) ? { refused: true } : {}),
      ...(waits.length > 0 ? { toldToWait: Math.max(...waits) } : {}),
    };
  });
}

// RFC 9110, 15.5: what the client sent is at fault, but for these: it came at the wrong time.
const mayBeTriedAgain = new Set([408, 409, 425, 429]);

/** The reply leaves nothing to hope for from another attempt. */
function isRefused({ fault, reply: { status = 0 } }: Call): boolean {
  if (fault?.permanent && fault.undelivered === undefined) return true;
  return status >= 400 && status < 500 && !mayBeTriedAgain.has(status);
}

const isFor = ({ dependency, operation }: Call, effect: string) => `${dependency}.${operation}` === effect;

/** The keys of requests that a rig has sent: what comes late for one of them is no call of a later case. */
export class SentKeys {
  readonly #effects: ReadonlySet<string>;
  #earlier: string[] = [];

  constructor(operations: Iterable<Operation>) {
    this.#effects = new Set(
      [...operations].flatMap(({ delivers = [] }) => delivers.map((d) => `${d.dependency}.${d.operation}`)),
    );
  }

  /** The calls of a case whose requests have these keys, without those for earlier requests; the keys are kept. */
  withoutEarlier(calls: readonly Call[], keys: readonly string[]): Call[] {
    const others = this.#earlier.filter((key) => !keys.includes(key));
    this.#earlier = [...others, ...keys].slice(-kept);
    if (others.length === 0 || this.#effects.size === 0) return [...calls];
    return calls.filter((call) => {
      if (!this.#effects.has(`${call.dependency}.${call.operation}`)) return true;
      const said = saidInCall(call);
      return keys.some((key) => carries(said, key)) || !others.some((key) => carries(said, key));
    });
  }
}

const kept = 500;

/** What comes of a request that nobody judges by it is not waited for as long. */
export const notLong = (owed: readonly Owed[]): Owed[] =>
  owed.map(({ delivery, ...one }) => ({
    ...one,
    delivery: { ...delivery, within: Math.min(delivery.within, strayAtMost) },
  }));

/** What may still come of a case is waited for so long, in milliseconds. */
export const strayAtMost = 500;

export const isUndone = ({ key, acknowledged }: Delivered): boolean => key !== undefined && acknowledged === undefined;
