import { checks } from '../check/index.ts';
import { duration } from '../contract/units.ts';
import type { Case } from '../observation/observation.ts';
import type { Traffic } from '../observation/traffic.ts';
import type { Finding } from '../run/result.ts';
import { pacedTitle } from './latency.ts';
import { errorIn, lastWords } from './printable.ts';
import { faultText, messText } from './timeline.ts';

/** `classify · llm · cut-body: 41 of 212 bytes, every time, with null-member`. */
export function findingTitle({ operation, dependency, observation }: Finding): string {
  const { case: played, calls } = observation;
  const { schedule, mess, traffic } = played;
  const paced = pacedTitle(played);
  if (paced) return `${operation} · ${paced}, under traffic`;
  const [outage] = traffic?.outages ?? [];
  if (outage)
    return `${operation} · ${outage.dependency} · ${outage.shape}${outage.fault ? ` with ${outage.fault}` : ''}, under traffic`;
  // A caller that leaves is left waiting on purpose: that is not what went wrong.
  if (schedule.length === 0 || mess?.owes === 'open')
    return `${operation} · ${dependency} · ${mess ? messText(mess) : 'nothing wrong'}`;
  const faults = schedule.map((scheduled) => {
    const { fault: kind, params, recurs } = scheduled;
    const struck = calls.find((c) => c.dependency === scheduled.dependency && c.fault?.kind === kind)?.fault;
    return `${faultText(struck ?? { kind, params }).replace(/^fault /, '')}${recurs === 'every' ? ', every time' : ''}`;
  });
  const sites = schedule.map((scheduled) => scheduled.dependency);
  return `${operation} · ${sites.join(' + ')} · ${faults.join(' + ')}${mess ? `, with ${mess.kind}` : ''}`;
}

/** `1 fault, 32 bytes of input (from 146 bytes; 1 step) · confirmed 3 of 3`. */
export function smallestText({ observation, shrunk, confirmed }: Finding): string {
  const again = confirmed.played === 0 ? 'not confirmed' : `confirmed ${confirmed.failed} of ${confirmed.played}`;
  const { traffic } = observation.case;
  if (traffic?.paced) return `no fault, a clean request over and over · ${again}`;
  if (traffic) return `${trafficSize(traffic)}${trafficShrunk(shrunk, traffic)} · ${again}`;
  const faults = observation.case.schedule.length;
  const mess = observation.case.mess ? ['1 thing wrong with the request'] : [];
  const struck =
    faults === 0 && mess.length > 0 ? [] : [faults === 0 ? 'no fault' : `${faults} fault${faults === 1 ? '' : 's'}`];
  const what = [...mess, ...struck].join(', ');
  const bytes = observation.request.body.length;
  return `${what}, ${bytes} bytes of input${howSmaller(shrunk, observation.case, bytes)} · ${again}`;
}

const trafficSize = ({ outages: { length }, during, rate }: Traffic) =>
  `${length} outage${length === 1 ? '' : 's'} of ${duration(during)}, ${rate} requests a second`;

/** What it was before: ` (from 2 outages of 1.5s, 30 requests a second; 6 steps)`. */
function trafficShrunk({ steps, from }: Finding['shrunk'], traffic: Traffic): string {
  if (steps === 0 || !from.traffic) return '';
  const [before, now] = [trafficSize(from.traffic), trafficSize(traffic)];
  const change = from.traffic.after !== traffic.after || before !== now ? `from ${before}` : 'nothing milder fails';
  return ` (${change}; ${steps} step${steps === 1 ? '' : 's'})`;
}

/** What shrinking came to: ` (from 146 bytes, a milder fault; 4 steps)`. */
function howSmaller({ steps, from }: Finding['shrunk'], found: Case, bytes: number): string {
  if (steps === 0) return '';
  const before = from.mess?.request.body?.length ?? bodyLength(from.input);
  const gone = [
    ...(before === bytes ? [] : [`${before} bytes`]),
    ...(from.mess && !found.mess ? [from.mess.kind] : []),
    ...(JSON.stringify(from.schedule) === JSON.stringify(found.schedule) ? [] : ['more of a fault']),
  ];
  const change = gone.length > 0 ? `from ${gone.join(', ')}` : 'nothing milder fails';
  return ` (${change}; ${steps} step${steps === 1 ? '' : 's'})`;
}

const bodyLength = ({ body }: Case['input']) => (body === undefined ? 0 : Buffer.byteLength(JSON.stringify(body)));

/** `11 more trials: never-reads, silence`. */
export function otherTrials({ trials, observation }: Finding): string | undefined {
  const own = observation.case.id.replace(/#\d+$/, '');
  const rest = trials.filter((t) => t !== own);
  if (rest.length === 0) return undefined;
  const kinds = [...new Set(rest.map((t) => t.split('/')[2]))];
  return `${rest.length} more trial${rest.length === 1 ? '' : 's'}: ${kinds.join(', ')}`;
}

/** What the check wants of this case, with the time that it has. */
export function expectedText({ check, judgement }: Finding, deadline: number): string {
  return `${judgement.expected}${check.startsWith('answers-') ? `, within ${duration(deadline)}` : ''}`;
}

/** The line of what the component wrote that tells most. */
export function telling({ observation: { aftermath } }: Pick<Finding, 'observation'>): string | undefined {
  const { output, exit } = aftermath;
  return errorIn(output) ?? (exit ? lastWords(output, 1).at(-1) : undefined);
}

/** How components usually get it right. */
export const usualFix = ({ judgement, check }: Pick<Finding, 'judgement' | 'check'>): string | undefined =>
  judgement.fix ?? checks.find(({ name }) => name === check)?.fix;
