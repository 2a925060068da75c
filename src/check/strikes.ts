import type { Claim, Contract, Treatment } from '../contract/contract.ts';
import type { Call, MetConnection, Observation, ScheduledFault, StruckFault } from '../observation/observation.ts';

/** A fault that was scheduled, and what became of it. */
export interface Strike {
  readonly scheduled: ScheduledFault;
  /** Set where it came to nothing: why. */
  readonly missed?: string;
  /** It came to nothing although there was a call for it. */
  readonly undelivered?: true;
  /** The calls that it struck; none where connections were refused. */
  readonly calls: readonly (Call & { readonly fault: StruckFault })[];
  /** The connections that it struck, and on which nothing was asked. */
  readonly met: readonly MetConnection[];
}

/** What became of each scheduled fault of a case. */
export function strikes({ case: played, calls, met: all = [], aftermath, healthyCalls }: Observation): Strike[] {
  return played.schedule.map((scheduled) => {
    const { dependency, operation, fault } = scheduled;
    const struck = calls.filter(
      (c): c is Strike['calls'][number] =>
        c.dependency === dependency && c.operation === operation && c.fault?.kind === fault,
    );
    const delivered = struck.filter((c) => c.fault.undelivered === undefined);
    const site = `${dependency}.${operation}`;
    // Refused attempts are seen by nobody: that there was one follows from the same request always making it.
    const usual = (healthyCalls[site] ?? 0) > 0;
    if (aftermath.refused?.includes(dependency) && usual) return { scheduled, calls: [], met: [] };
    const knocked = all.filter((m) => m.dependency === dependency && m.fault.kind === fault && usual);
    const met = knocked.filter((m) => m.fault.undelivered === undefined);
    if (delivered.length + met.length > 0) return { scheduled, calls: delivered, met };
    const undelivered = [...struck, ...knocked][0]?.fault.undelivered;
    return {
      scheduled,
      calls: [],
      met: [],
      ...(undelivered ? { undelivered: true } : {}),
      missed: undelivered
        ? `${fault} could not be delivered: ${undelivered}`
        : `${fault} was never met: ${site} was not called ${scheduled.call === 1 ? '' : `${scheduled.call} times `}in this case`,
    };
  });
}

/** What a fault left, in this contract's view; a list: the answers that are right. */
export function effectiveClaim(
  contract: Contract,
  dependency: string,
  fault: { readonly kind: string; readonly leaves: Claim; readonly waited: number },
  whole: boolean,
): Treatment {
  const declared = contract.downstream[dependency]!;
  const treated = declared.treats[fault.kind];
  const claim = treated ?? fault.leaves;
  if (claim !== 'late') return claim;
  const p99 = declared.latency?.p99;
  // Within its declared p99 a dependency is as fast as it promised; beyond that, giving up on it is as right as waiting.
  return whole && p99 !== undefined && fault.waited <= p99 ? 'intact' : 'doubtful';
}

/** Whether a call got a whole and healthy reply. */
export function gotIntact(contract: Contract, call: Call): boolean {
  if (call.flaws.length > 0 || call.reply.end !== 'complete') return false;
  if (!call.fault || call.fault.undelivered !== undefined) return true;
  const claim = effectiveClaim(contract, call.dependency, call.fault, true);
  return claim === 'intact' || call.fault.leaves === 'late';
}

const fingerprint = ({ request, asks }: Call) => `${request.method} ${request.target}\n${asks ?? request.body.text}`;

/** The later calls that ask for exactly the same. */
export function repeatsOf(call: Call, calls: readonly Call[]): Call[] {
  return calls.filter(
    (c) => c.dependency === call.dependency && c.began > call.began && fingerprint(c) === fingerprint(call),
  );
}
