import type { Contract, Delivery } from '../contract/contract.ts';
import { step } from '../contract/pointer.ts';
import { duration } from '../contract/units.ts';
import type { Delivered, Observation } from '../observation/observation.ts';
import { type Broken, broken, holds, inconclusive, type Judgement, notApplicable } from './check.ts';
import { taken } from './held-up.ts';
import { requestsDue } from './in-traffic.ts';

/** What the measurement itself may add, in milliseconds. */
const tolerance = 20;

/** Effects that may be acknowledged later; undefined where the contract has none. */
export function judgeDelivered(contract: Contract, observation: Observation): Judgement | undefined {
  const { case: played, delivered, aftermath, met = [] } = observation;
  const lag = taken(observation);
  const { delivers = [] } = contract.upstream[played.operation]!;
  if (delivers.length === 0) return undefined;
  const judged = (delivered ?? []).map((one): Judgement => {
    const [i, delivery] = declared(delivers, one);
    if (!delivery) return notApplicable('the contract does not deliver it any more');
    if (one.key === undefined) return notApplicable(`the request has nothing at ${delivery.key} that could be read`);
    if (one.refused || met.some((m) => m.dependency === delivery.dependency && m.fault.permanent))
      return notApplicable(`${one.effect} was refused for good: to give it up is right`);
    const became = fate(one, delivery, lag);
    if (became === 'done') return holds;
    if (became === 'told to wait')
      return notApplicable(`${one.effect} asked to be left alone for longer than it was waited for`);
    if (aftermath.exit) return notApplicable('the process ended: stays-up speaks of it');
    if (became === 'unknown') return inconclusive(`${one.effect} was not waited for to the end`);
    return broken({
      told: `The component answered \`ok\` to the request with the key ${one.key}, but ${toldOf(one, became)}.`,
      expected: expectedOf(delivery),
      cites: `${step('/upstream', played.operation)}/delivers/${i}`,
      shape: became,
      dependency: delivery.dependency,
      fix,
    });
  });
  const rank = (verdict: Judgement['verdict']) =>
    ['broken', 'inconclusive', 'holds', 'not applicable'].indexOf(verdict);
  return judged.sort((a, b) => rank(a.verdict) - rank(b.verdict))[0] ?? notApplicable('it was not accepted');
}

const fix =
  'Write down what is to be done before answering `ok`, where it survives; try again, with pauses that grow, until it is acknowledged; answer with another declared answer when there is no room to write it down.';

const declared = (delivers: readonly Delivery[], { effect }: Delivered): [number, Delivery | undefined] => {
  const i = delivers.findIndex((d) => `${d.dependency}.${d.operation}` === effect);
  return [i, delivers[i]];
};

/** `late`: it was acknowledged after its time; `lost`: never, or nobody called at all. */
function fate(
  { acknowledged, possible, watched, calls, toldToWait = 0 }: Delivered,
  { within }: Delivery,
  lag: number,
): 'done' | 'late' | 'lost' | 'never called' | 'told to wait' | 'unknown' {
  const until = Math.max(possible, toldToWait) + within;
  if (acknowledged !== undefined) return acknowledged <= until + tolerance + lag ? 'done' : 'late';
  if (toldToWait > possible) return 'told to wait';
  if (watched < until) return 'unknown';
  return calls === 0 ? 'never called' : 'lost';
}

function toldOf({ effect, possible, acknowledged = 0 }: Delivered, became: 'late' | 'lost' | 'never called'): string {
  if (became === 'never called') return `no call of ${effect} ever carried it`;
  if (became === 'lost') return `${effect} was never acknowledged`;
  return `${effect} was acknowledged ${Math.round(acknowledged - possible)} ms after nothing stood in its way`;
}

const expectedOf = ({ within }: Delivery) =>
  `an acknowledgement within ${duration(within)} of the answer, or of the end of what failed`;

const named = 5;

/** Counts and names what was accepted and lost in traffic. */
export function undelivered(contract: Contract, observation: Observation, first: Broken): Broken {
  const { delivers = [] } = contract.upstream[observation.case.operation]!;
  const accepted = requestsDue(observation, 0).filter(({ delivered = [] }) => delivered.length > 0);
  const undone = accepted.flatMap(({ delivered = [], lag }) =>
    delivered.filter((one) => {
      const [, delivery] = declared(delivers, one);
      if (!delivery || one.key === undefined || one.refused) return false;
      return !['done', 'told to wait', 'unknown'].includes(fate(one, delivery, lag));
    }),
  );
  const [one] = undone;
  if (!one) return first;
  const late = undone.filter(({ acknowledged }) => acknowledged !== undefined).length;
  const keys = undone.map(({ key }) => key!);
  const rest = keys.length > named ? ` and ${keys.length - named} more` : '';
  return {
    ...first,
    told: `Of ${accepted.length} requests that were answered \`ok\`, ${undone.length - late} were lost and ${late} came too late: ${one.effect} was not acknowledged in time for ${keys.slice(0, named).join(', ')}${rest}.`,
  };
}
