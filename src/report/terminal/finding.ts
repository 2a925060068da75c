import type { Contract } from '../../contract/contract.ts';
import { latencyFigures } from '../../latency/figures.ts';
import { trafficFigures } from '../../observation/traffic-figures.ts';
import type { Finding } from '../../run/result.ts';
import { cite } from '../cite.ts';
import { expectedText, findingTitle, otherTrials, smallestText, telling, usualFix } from '../finding-texts.ts';
import { standing } from '../gate-text.ts';
import { latencyText, slowText } from '../latency.ts';
import { excerpt } from '../printable.ts';
import { seenText } from '../seen-text.ts';
import { type Moment, timeline } from '../timeline.ts';
import { trafficText } from '../traffic.ts';
import { wrap } from '../wrap.ts';
import type { Colours } from './colours.ts';

const label = (name: string) => `  ${name.padEnd(11)}`;
const indent = label('');
// Of a sentence.
const longest = 1000;

/** A finding as a block of lines. */
export function findingLines(contract: Contract, finding: Finding, width: number, colours: Colours): string[] {
  const { judgement, operation, check } = finding;
  const title = excerpt(findingTitle(finding), width - check.length - 6);
  const place = cite(contract, judgement.cites);
  const { deadline } = contract.upstream[operation]!.budget;
  const lines = [
    `${colours.red('✗')} ${colours.bold(title.padEnd(width - check.length - 4))}  ${colours.red(check)}`,
    `  ${excerpt(judgement.told, longest)}`,
    '',
    `${label('contract')}${place.what}${place.written ? '' : ' (its default)'}  ${colours.dim(`${place.file}:${place.line}`)}`,
    ...momentLines(contract, finding, width, colours),
    `${label('expected')}${excerpt(expectedText(finding, deadline), longest)}`,
    `${label('smallest')}${smallestText(finding)}`,
  ];
  const wrote = telling(finding);
  if (wrote) lines.push(`${label('it wrote')}${colours.dim(excerpt(wrote, width - indent.length))}`);
  const also = otherTrials(finding);
  if (also) lines.push(`${label('also')}${excerpt(also, width - indent.length)}`);
  for (const [what, told] of standing(finding)) lines.push(`${label(what)}${excerpt(told, longest)}`);
  const history = finding.seen && seenText(finding.seen);
  if (history) lines.push(`${label('history')}${history}`);
  const fix = usualFix(finding);
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
