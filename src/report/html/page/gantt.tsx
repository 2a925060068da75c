import { scaleLinear } from 'd3-scale';
import type { Call, Observation } from '../../../observation/observation.ts';
import { excerpt, printable } from '../../printable.ts';
import type { Moment } from '../../timeline.ts';
import { attemptsOf, caller, component } from './lanes.ts';
import { Scrolling } from './scrolling.tsx';
import { count, time } from './text.tsx';

interface Props {
  readonly lanes: readonly string[];
  readonly observation: Observation;
  readonly timeline: readonly Moment[];
  /** Milliseconds; undefined where the operation is not known. */
  readonly deadline: number | undefined;
  /** The call that is looked at. */
  readonly lit: number | undefined;
  readonly light: (call: number | undefined) => void;
}

const [width, left, right, top, lane] = [860, 110, 70, 26, 34];

/** A case on a true scale of time: who was busy or waiting, which calls came, how they ended. */
export function Gantt({ lanes, observation, timeline, deadline, lit, light }: Props) {
  const { answer, calls } = observation;
  const last = Math.max(answer.ended, ...timeline.map(({ at }) => at), 1);
  const near = deadline !== undefined && deadline < last * 2.5 ? deadline : undefined;
  const x = scaleLinear([0, Math.max(last, near ?? 0) * 1.02], [left, width - right]);
  const y = (name: string) => top + lanes.indexOf(name) * lane + lane / 2;
  const height = top + lanes.length * lane + 8;
  const attempts = attemptsOf(calls);
  const crowded = (i: number) =>
    calls.some(
      (call, n) => n < i && call.dependency === calls[i]!.dependency && x(calls[i]!.began) - x(call.began) < 12,
    );
  const told = `${lanes.length} lanes over ${time(last)}: ${printable(lanes.join(', '))}; ${count(calls.length, 'call')}. The list below tells each.`;
  return (
    <Scrolling name="Timeline">
      <svg class="gantt" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={told}>
        <Axis {...{ x, height }} />
        {lanes.map((name) => (
          <g key={name}>
            <line class="lane" x1={left} x2={width - right} y1={y(name)} y2={y(name)} />
            <text class="name" x={left - 10} y={y(name) + 4}>
              {excerpt(name, 15)}
            </text>
          </g>
        ))}
        {near !== undefined && (
          <g class="deadline">
            <line x1={x(near)} x2={x(near)} y1={top - 4} y2={height - 4} />
            <text x={x(near) + 4} y={height - 6}>
              deadline
            </text>
          </g>
        )}
        <Own {...{ x, observation }} y={{ caller: y(caller), component: y(component) }} />
        {calls.map((call, i) => (
          <CallBar
            key={i}
            {...{ call, x }}
            y={y(call.dependency)}
            from={y(component)}
            attempt={crowded(i) ? 1 : attempts[i]!}
            lit={lit === i}
            light={(on) => light(on ? i : undefined)}
          />
        ))}
        {timeline
          .filter((moment) => moment.way === 'none' && moment.dependency)
          .map(({ at, dependency, text, note }, i) => (
            <g key={i} class="cut">
              <title>{excerpt(`${time(at)}: ${text} ${note ?? ''}`, 300)}</title>
              <line class="ask" x1={x(at)} x2={x(at)} y1={y(component) + 7} y2={y(dependency!)} />
              <Cross x={x(at)} y={y(dependency!)} />
            </g>
          ))}
      </svg>
    </Scrolling>
  );
}

type Scale = ReturnType<typeof scaleLinear<number, number>>;

function Axis({ x, height }: { readonly x: Scale; readonly height: number }) {
  return (
    <g class="axis">
      {x.ticks(8).map((tick) => (
        <g key={tick}>
          <line x1={x(tick)} x2={x(tick)} y1={top - 6} y2={height - 8} />
          <text x={x(tick)} y={top - 10}>
            {time(tick)}
          </text>
        </g>
      ))}
    </g>
  );
}

interface OwnProps {
  readonly x: Scale;
  readonly observation: Observation;
  readonly y: { readonly caller: number; readonly component: number };
}

/** How long the caller waited, and when the component waited for nobody. */
function Own({ x, observation, y }: OwnProps) {
  const { answer, calls, aftermath, again } = observation;
  const end = x(answer.ended);
  const after = x(Math.max(0, ...calls.map(({ reply }) => reply.ended)));
  const waits = calls.map(({ began, reply }) => [Math.max(0, began), reply.ended] as const);
  return (
    <g class="own">
      <rect class="asking" x={x(0)} y={y.caller - 6} width={Math.max(2, end - x(0))} height={12} rx={3}>
        <title>{`the caller waits for ${time(answer.ended)}`}</title>
      </rect>
      {again && (
        <rect
          class="asking"
          x={x(again.began)}
          y={y.caller + 7}
          width={Math.max(2, x(again.answer.ended) - x(again.began))}
          height={4}
          rx={2}
        >
          <title>the same request again</title>
        </rect>
      )}
      <line class="ask" x1={x(0)} x2={x(0)} y1={y.caller + 6} y2={y.component} />
      <rect class="working" x={x(0)} y={y.component - 6} width={Math.max(2, end - x(0))} height={12} rx={3}>
        <title>the component</title>
      </rect>
      {after > end && <rect class="working late" x={end} y={y.component - 6} width={after - end} height={12} rx={3} />}
      {waits.map(([from, to], i) => (
        <rect
          key={i}
          class="waiting"
          x={x(from)}
          y={y.component - 3}
          width={Math.max(0, x(Math.max(from, to)) - x(from))}
          height={6}
        />
      ))}
      {answer.kind === 'response' ? (
        <line class="reply" x1={end} x2={end} y1={y.component} y2={y.caller} />
      ) : (
        <g class="cut">
          <Cross x={end} y={y.caller} />
        </g>
      )}
      <text class="status" x={end + 8} y={y.caller + 4}>
        {answer.kind === 'response' ? answer.status : answer.why === 'left' ? 'left' : 'no answer'}
      </text>
      {aftermath.exit && (
        <g class="cut">
          <title>the process ended</title>
          <Cross x={end} y={y.component} />
        </g>
      )}
    </g>
  );
}

interface CallProps {
  readonly call: Call;
  readonly x: Scale;
  readonly y: number;
  /** Where the component's lane is. */
  readonly from: number;
  readonly attempt: number;
  readonly lit: boolean;
  readonly light: (on: boolean) => void;
}

function CallBar({ call, x, y, from, attempt, lit, light }: CallProps) {
  const { began, reply, fault } = call;
  const [start, end] = [x(began), x(reply.ended)];
  const wide = Math.max(4, end - start);
  const harmed = fault !== undefined && fault.leaves !== 'intact' && fault.undelivered === undefined;
  const whole = reply.end === 'complete';
  const words = `${call.dependency} ${call.request.method} ${call.request.target}: ${time(began)} to ${time(reply.ended)}${fault ? `, fault ${fault.kind}` : ''}`;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the list below tells the same, to keyboards as well
    <g
      class={`call ${harmed ? 'harmed' : fault ? 'odd' : ''} ${lit ? 'lit' : ''}`}
      onMouseEnter={() => light(true)}
      onMouseLeave={() => light(false)}
    >
      <title>{excerpt(words, 300)}</title>
      <line class="ask" x1={start} x2={start} y1={from + 6} y2={y} />
      {reply.status !== undefined && whole && <line class="reply" x1={end} x2={end} y1={y} y2={from + 6} />}
      <rect x={start} y={y - 8} width={wide} height={16} rx={3} />
      {(fault?.waited ?? 0) > 0 && (
        <rect
          class="held"
          x={start}
          y={y - 8}
          width={Math.min(wide, Math.max(2, x(fault!.waited) - x(0)))}
          height={16}
          rx={3}
        />
      )}
      {!whole && <Cross x={start + wide} y={y} />}
      {attempt > 1 && wide < 26 && (
        <text class="attempt" x={start + wide / 2} y={y - 11}>
          {attempt}
        </text>
      )}
      {attempt > 1 && wide >= 26 && (
        <text class="attempt inside" x={start + 8} y={y + 4}>
          {attempt}
        </text>
      )}
    </g>
  );
}

const Cross = ({ x, y }: { readonly x: number; readonly y: number }) => (
  <path class="cross" d={`M${x - 5},${y - 5}l10,10m0,-10l-10,10`} />
);
