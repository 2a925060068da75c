import { useState } from 'preact/hooks';
import type { Observation } from '../../../observation/observation.ts';
import type { ContractDocument } from '../../document.ts';
import { excerpt } from '../../printable.ts';
import type { Moment } from '../../timeline.ts';
import { Exchange } from './exchange.tsx';
import { Gantt } from './gantt.tsx';
import { caller, component, lanesOf, waitingFor } from './lanes.ts';
import { Text, time } from './text.tsx';

interface Props {
  readonly observation: Observation;
  readonly timeline: readonly Moment[];
  readonly contract: ContractDocument;
  readonly id: string;
}

/** What happened in a case: drawn on a scale of time, and told moment by moment. Each of them opens. */
export function Moments({ observation, timeline, contract, id }: Props) {
  const [lit, light] = useState<number>();
  const [open, setOpen] = useState<number>();
  const lanes = lanesOf(contract, observation, timeline);
  const operation = contract.operations.find(({ name }) => name === observation.case.operation);
  const end = Math.max(observation.answer.ended, timeline.at(-1)?.at ?? 0);
  const long = Math.max(80, end * 0.08);
  return (
    <div class="moments">
      <Gantt {...{ lanes, observation, timeline, lit, light }} deadline={operation?.budget.deadline} />
      <div class="lane-names" aria-hidden="true">
        <span />
        <Lanes lanes={lanes} />
        <span />
      </div>
      <ol onKeyDown={move}>
        {timeline.map((moment, i) => {
          const gap = moment.at - (timeline[i - 1]?.at ?? 0);
          return (
            <>
              {gap >= long && (
                <li class="wait">
                  <span class="at" />
                  <Row lanes={lanes} />
                  <span class="told">
                    <Text of={`${time(gap)}: ${waitingFor(moment.at - gap / 2, observation, timeline)}`} />
                  </span>
                </li>
              )}
              <li class={kindOf(moment, observation)}>
                <button
                  type="button"
                  class={moment.call !== undefined && moment.call === lit ? 'lit' : undefined}
                  aria-expanded={open === i}
                  aria-controls={`${id}-moment-${i}`}
                  onClick={() => setOpen(open === i ? undefined : i)}
                  onMouseEnter={() => light(moment.call)}
                  onMouseLeave={() => light(undefined)}
                  onFocus={() => light(moment.call)}
                  onBlur={() => light(undefined)}
                >
                  <span class="at">{time(moment.at)}</span>
                  <Row lanes={lanes} moment={moment} />
                  <Told moment={moment} />
                </button>
                <div id={`${id}-moment-${i}`}>{open === i && <Exchange {...{ moment, observation }} />}</div>
              </li>
            </>
          );
        })}
      </ol>
    </div>
  );
}

function Told({ moment: { who, way, text, note } }: { readonly moment: Moment }) {
  const words = { caller: { request: 'caller asks', reply: 'caller gets', none: 'caller' } } as const;
  const remark = note === undefined || note === 'call 1' ? undefined : note;
  return (
    <span class="told">
      {who === 'caller' && <span class="sr">{words.caller[way]}: </span>}
      {who === 'dependency' && (
        <span class="sr">{way === 'request' ? 'calls ' : way === 'reply' ? 'reply of ' : ''}</span>
      )}
      <Text of={text} most={260} />
      {remark && (
        <em>
          <Text of={remark} most={160} />
        </em>
      )}
    </span>
  );
}

function kindOf({ call, way, who, note }: Moment, { calls, answer }: Observation): string {
  if (who === 'process' || way === 'none') return 'bad';
  const fault = call === undefined ? undefined : calls[call]?.fault;
  if (who === 'dependency') {
    if (way === 'request') return note !== undefined && !note.startsWith('call ') ? 'bad' : 'plain';
    return fault === undefined ? 'plain' : fault.leaves === 'intact' ? 'odd' : 'bad';
  }
  return way === 'reply' && answer.kind === 'response' ? 'answer' : 'plain';
}

const step = 30;

/** The lanes at one moment, and what went between them. */
function Row({ lanes, moment }: { readonly lanes: readonly string[]; readonly moment?: Moment }) {
  const middle = (name: string) => lanes.indexOf(name) * step + step / 2;
  const ends = moment && endsOf(moment);
  return (
    <span class="row" style={{ width: `${lanes.length * step}px` }} aria-hidden="true">
      <svg width={lanes.length * step} aria-hidden="true">
        {lanes.map((name) => (
          <line
            key={name}
            class={moment ? 'lane' : 'lane still'}
            x1={middle(name)}
            x2={middle(name)}
            y1="0"
            y2="100%"
          />
        ))}
        {ends && <Arrow from={middle(ends[0])} to={middle(ends[1])} lost={moment.way === 'none'} />}
      </svg>
    </span>
  );
}

/** From where to where it went: requests of the caller and replies of dependencies lead to the component. */
function endsOf({ who, way, dependency }: Moment): readonly [string, string] {
  if (who === 'process') return [component, component];
  const other = who === 'caller' ? caller : (dependency ?? component);
  const inward = who === 'caller' ? way === 'request' : way === 'reply';
  return inward ? [other, component] : [component, other];
}

function Arrow({ from, to, lost }: { readonly from: number; readonly to: number; readonly lost: boolean }) {
  if (lost || from === to) {
    return (
      <g class="arrow">
        {from !== to && <line x1={from} x2={to} y1={14} y2={14} stroke-dasharray="3 3" />}
        <path d={`M${to - 5},9l10,10m0,-10l-10,10`} />
      </g>
    );
  }
  const way = Math.sign(to - from);
  return (
    <g class="arrow">
      <line x1={from} x2={to - way * 2} y1={14} y2={14} />
      <path d={`M${to - way * 7},9L${to - way},14L${to - way * 7},19`} />
    </g>
  );
}

function Lanes({ lanes }: { readonly lanes: readonly string[] }) {
  return (
    <svg
      aria-hidden="true"
      class="lane-heads"
      width={lanes.length * step}
      height={56}
      viewBox={`0 0 ${lanes.length * step} 56`}
    >
      {lanes.map((name, i) => (
        <text key={name} x={0} y={0} transform={`translate(${i * step + step / 2 + 3} 52) rotate(-45)`}>
          {excerpt(name, 11)}
        </text>
      ))}
    </svg>
  );
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

function move(event: KeyboardEvent & { readonly currentTarget: HTMLElement }): void {
  const by = steps[event.key];
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(':scope > li > button')];
  const here = rows.indexOf(event.target as HTMLElement);
  if (by === undefined || here < 0) return;
  event.preventDefault();
  event.stopPropagation();
  rows[Math.min(rows.length - 1, Math.max(0, here + by))]?.focus();
}
