import { scaleLinear } from 'd3-scale';
import type { Observation } from '../../../observation/observation.ts';
import { excerpt } from '../../printable.ts';
import { Scrolling } from './scrolling.tsx';
import { count, time } from './text.tsx';
import { ValueAxis } from './value-axis.tsx';

const [width, height, left, right, top, bottom] = [860, 200, 60, 16, 18, 30];
const most = 3000;

/** Every request of the traffic: when it was sent, how long it took, whether it was `ok`, and when a dependency was out. */
export function TrafficChart({ observation }: { readonly observation: Observation }) {
  const { traffic } = observation;
  if (!traffic) return null;
  const every = Math.ceil(traffic.requests.length / most);
  const requests = traffic.requests.filter((_, i) => i % every === 0);
  const last = Math.max(1, ...requests.map(({ due }) => due), ...traffic.outages.map(({ over }) => over));
  const x = scaleLinear([0, last], [left, width - right]);
  const y = scaleLinear([0, Math.max(1, ...requests.map(({ took }) => took))], [height - bottom, top]).nice();
  const fine = traffic.requests.filter(({ ok }) => ok).length;
  return (
    <Scrolling name="Requests of the traffic">
      <svg
        class="chart traffic"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${count(traffic.requests.length, 'request')}, ${fine} of them ok`}
      >
        {traffic.outages.map(({ began, over }, i) => (
          <g key={i}>
            <rect
              class="outage"
              x={x(began)}
              width={Math.max(1, x(Math.min(over, last)) - x(began))}
              y={top}
              height={height - top - bottom}
            />
            <text class="label" x={x(began) + 4} y={top - 5}>
              {`${excerpt(observation.case.traffic?.outages[i]?.dependency ?? '', 30)} is out`}
            </text>
          </g>
        ))}
        <g class="axis">
          <ValueAxis scale={y} ticks={4} from={left} to={width - right} />
          {x.ticks(8).map((tick) => (
            <text key={tick} x={x(tick)} y={height - bottom + 16}>
              {time(tick)}
            </text>
          ))}
        </g>
        {requests.map(({ due, took, ok, answer }, i) =>
          ok ? (
            <circle key={i} class="ok" cx={x(due)} cy={y(took)} r={3}>
              <title>{`${time(due)}: ok after ${time(took)}`}</title>
            </circle>
          ) : (
            <path key={i} class="not-ok" d={`M${x(due) - 3.5},${y(took) - 3.5}l7,7m0,-7l-7,7`}>
              <title>{excerpt(`${time(due)}: ${answer} after ${time(took)}`, 120)}</title>
            </path>
          ),
        )}
      </svg>
      <p class="hint">● ok · ✗ not ok; across: when it was sent, upwards: how long it took</p>
    </Scrolling>
  );
}
