import { checks } from '../../check/index.ts';
import type { Contract } from '../../contract/contract.ts';
import { duration } from '../../contract/units.ts';
import type { Finding } from '../../run/result.ts';
import { cite } from '../cite.ts';
import { errorIn, excerpt, lastWords, printable } from '../printable.ts';
import { faultText, type Moment, messText, timeline } from '../timeline.ts';
import { wrap } from '../wrap.ts';
import type { Colours } from './colours.ts';

const label = (name: string) => `  ${name.padEnd(11)}`;
const indent = label('');

/** A finding as a block of lines. */
export function findingLines(contract: Contract, finding: Finding, width: number, colours: Colours): string[] {
  const { judgement, operation, dependency, check, observation } = finding;
  const { mess } = observation.case;
  // A caller that leaves is left waiting on purpose: that is not what went wrong.
  const [scheduled] = mess?.owes === 'open' ? [] : observation.case.schedule;
  const struck = scheduled && observation.calls.find((c) => c.fault)?.fault;
  const fault = struck
    ? faultText(struck)
    : scheduled
      ? faultText({ kind: scheduled.fault, params: scheduled.params })
      : mess
        ? messText(mess)
        : 'nothing wrong';
  const how = `${scheduled?.recurs === 'every' ? ', every time' : ''}${scheduled && mess ? `, with ${mess.kind}` : ''}`;
  const title = excerpt(
    `${operation} · ${scheduled?.dependency ?? dependency} · ${fault.replace(/^fault /, '')}${how}`,
    width - check.length - 6,
  );
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
  if (finding.waiver)
    lines.push(
      `${label('waived')}until ${finding.waiver.until} by ${finding.waiver.owner}: ${printable(finding.waiver.because)}`,
    );
  const fix = judgement.fix ?? checks.find((c) => c.name === check)?.fix;
  if (fix)
    lines.push(...wrap(fix, width - indent.length).map((l, i) => `${i === 0 ? label('usual fix') : indent}${l}`));
  lines.push(`${label('replay')}npx shakedown replay ${finding.id}`);
  return lines;
}

/** `happened` and what did. */
export function momentLines(
  contract: Contract,
  { observation }: Pick<Finding, 'observation'>,
  width: number,
  colours: Colours,
): string[] {
  return timeline(contract, observation).map(
    (moment, i) => `${i === 0 ? label('happened') : indent}${momentText(moment, width - indent.length, colours)}`,
  );
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
  const faults = observation.case.schedule.length;
  const mess = observation.case.mess ? ['1 thing wrong with the request'] : [];
  const struck =
    faults === 0 && mess.length > 0 ? [] : [faults === 0 ? 'no fault' : `${faults} fault${faults === 1 ? '' : 's'}`];
  const what = [...mess, ...struck].join(', ');
  const from = JSON.stringify([shrunk.from.schedule, shrunk.from.mess]);
  const changed = from !== JSON.stringify([observation.case.schedule, observation.case.mess]);
  const steps =
    shrunk.steps === 0
      ? ''
      : ` (${changed ? (observation.case.mess ? 'made smaller' : 'made milder') : 'nothing milder fails'}, ${shrunk.steps} steps)`;
  const again = confirmed.played === 0 ? 'not confirmed' : `confirmed ${confirmed.failed} of ${confirmed.played}`;
  return `${what}, ${observation.request.body.length} bytes of input${steps} · ${again}`;
}

function others({ trials, observation }: Finding): string | undefined {
  const own = observation.case.id.replace(/#\d+$/, '');
  const rest = trials.filter((t) => t !== own);
  if (rest.length === 0) return undefined;
  const kinds = [...new Set(rest.map((t) => t.split('/')[2]))];
  return `${rest.length} more trial${rest.length === 1 ? '' : 's'}: ${kinds.join(', ')}`;
}
