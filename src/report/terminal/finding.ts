import { checks } from '../../check/index.ts';
import type { Contract } from '../../contract/contract.ts';
import { duration } from '../../contract/units.ts';
import { latencyFigures } from '../../latency/figures.ts';
import type { Case } from '../../observation/observation.ts';
import type { Traffic } from '../../observation/traffic.ts';
import { trafficFigures } from '../../observation/traffic-figures.ts';
import type { Finding } from '../../run/result.ts';
import { cite } from '../cite.ts';
import { standing } from '../gate-text.ts';
import { latencyText, pacedTitle, slowText } from '../latency.ts';
import { errorIn, excerpt, lastWords, printable } from '../printable.ts';
import { faultText, type Moment, messText, timeline } from '../timeline.ts';
import { trafficText } from '../traffic.ts';
import { wrap } from '../wrap.ts';
import type { Colours } from './colours.ts';

const label = (name: string) => `  ${name.padEnd(11)}`;
const indent = label('');

/** A finding as a block of lines. */
export function findingLines(contract: Contract, finding: Finding, width: number, colours: Colours): string[] {
  const { judgement, operation, dependency, check, observation } = finding;
  const title = excerpt(titleOf(operation, dependency, observation), width - check.length - 6);
  const place = cite(contract, judgement.cites);
  const { deadline } = contract.upstream[operation]!.budget;
  const lines = [
    `${colours.red('✗')} ${colours.bold(title.padEnd(width - check.length - 4))}  ${colours.red(check)}`,
    `  ${printable(judgement.told)}`,
    '',
    `${label('contract')}${place.what}${place.written ? '' : ' (its default)'}  ${colours.dim(`${place.file}:${place.line}`)}`,
    ...momentLines(contract, finding, width, colours),
    `${label('expected')}${printable(judgement.expected)}${check.startsWith('answers-') ? `, within ${duration(deadline)}` : ''}`,
    `${label('smallest')}${smallest(finding)}`,
  ];
  const { output, exit } = observation.aftermath;
  const wrote = errorIn(output) ?? (exit && lastWords(output, 1).at(-1));
  if (wrote) lines.push(`${label('it wrote')}${colours.dim(excerpt(wrote, width - indent.length))}`);
  const also = others(finding);
  if (also) lines.push(`${label('also')}${excerpt(also, width - indent.length)}`);
  for (const [what, told] of standing(finding)) lines.push(`${label(what)}${told}`);
  const fix = judgement.fix ?? checks.find((c) => c.name === check)?.fix;
  if (fix)
    lines.push(...wrap(fix, width - indent.length).map((l, i) => `${i === 0 ? label('usual fix') : indent}${l}`));
  lines.push(`${label('replay')}npx shakedown replay ${finding.id}`);
  return lines;
}

/** `classify · llm · cut-body: 41 of 212 bytes, every time, with null-member`. */
function titleOf(operation: string, dependency: string, { case: played, calls }: Finding['observation']): string {
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

/** `happened` and what did. */
export function momentLines(
  contract: Contract,
  { observation }: Pick<Finding, 'observation'>,
  width: number,
  colours: Colours,
): string[] {
  const figures = trafficFigures(observation);
  const timed = latencyFigures(contract, observation);
  const text = figures ? trafficText(figures) : timed && latencyText(timed);
  const traffic = text === undefined ? [] : wrap(text, width - indent.length);
  const slowest = (timed?.slowest ?? []).map((slow) => excerpt(slowText(slow), width - indent.length));
  return [
    ...traffic.map((line, i) => `${i === 0 ? label('traffic') : indent}${line}`),
    ...slowest.map((line, i) => `${i === 0 ? label('slowest') : indent}${line}`),
    ...timeline(contract, observation).map(
      (moment, i) =>
        `${i === 0 ? label(text === undefined ? 'happened' : 'one of it') : indent}${momentText(moment, width - indent.length, colours)}`,
    ),
  ];
}

function momentText({ at, who, way, text, note }: Moment, width: number, colours: Colours): string {
  const arrow = way === 'request' ? '▶' : way === 'reply' ? '◀' : '✗';
  const left = `${String(Math.round(at)).padStart(6)} ms ${who === 'dependency' ? '   ' : ''}${arrow} `;
  const remark = note === undefined || /^call 1$/.test(note) ? '' : note;
  const room = width - left.length - (remark ? remark.length + 2 : 0);
  const shown = excerpt(text, Math.max(24, room));
  return `${left}${shown}${remark ? `  ${remark.startsWith('call ') ? colours.dim(remark) : colours.yellow(excerpt(remark, width))}` : ''}`;
}

function smallest({ observation, shrunk, confirmed }: Finding): string {
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

function others({ trials, observation }: Finding): string | undefined {
  const own = observation.case.id.replace(/#\d+$/, '');
  const rest = trials.filter((t) => t !== own);
  if (rest.length === 0) return undefined;
  const kinds = [...new Set(rest.map((t) => t.split('/')[2]))];
  return `${rest.length} more trial${rest.length === 1 ? '' : 's'}: ${kinds.join(', ')}`;
}
