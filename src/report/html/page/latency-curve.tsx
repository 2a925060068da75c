import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { LatencyFigures } from '../../../latency/figures.ts';
import { Scrolling } from './scrolling.tsx';
import { time } from './text.tsx';
import { ValueAxis } from './value-axis.tsx';

const [width, height, left, right, top, bottom] = [800, 220, 48, 150, 12, 34];
const shares = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;

/** From the fastest request to the slowest: what the component adds, what callers wait in all, and the budgets. */
export function LatencyCurve({ figures: { curves, gates, added, total } }: { readonly figures: LatencyFigures }) {
  const most = Math.max(
    ...curves.total,
    ...gates.map(({ budget }) => budget),
    ...gates.map(({ high }) => high ?? 0),
    1,
  );
  const x = scaleLinear([0, 1], [left, width - right]);
  const y = scaleLinear([0, most * 1.05], [height - bottom, top]);
  const path = (times: readonly number[]) =>
    line<number>(
      (_, i) => x(i / Math.max(1, times.length - 1)),
      (ms) => y(ms),
    )([...times]) ?? '';
  const words = `What the component adds: p50 ${time(added.p50)}, p95 ${time(added.p95)}, p99 ${time(added.p99)}; in all p99 ${time(total.p99)}.`;
  const ends = labelled([
    { name: 'in all', at: y(curves.total.at(-1) ?? 0) },
    { name: 'the component adds', at: y(curves.added.at(-1) ?? 0) },
  ]);
  return (
    <Scrolling name="Latency of the requests">
      <svg class="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={words}>
        <g class="axis">
          <ValueAxis scale={y} ticks={5} from={left} to={width - right} />
          {[0, 0.25, 0.5, 0.75, 0.95].map((share) => (
            <text key={share} x={x(share)} y={height - bottom + 16}>
              {share === 0 ? 'fastest' : `${share * 100} %`}
            </text>
          ))}
        </g>
        <path class="total" d={path(curves.total)} />
        <path class="added" d={path(curves.added)} />
        {ends.map(({ name, at }) => (
          <text key={name} class="label" x={width - right + 6} y={at + 4}>
            {name}
          </text>
        ))}
        {gates.map(({ percentile, budget, value, low, high, verdict }) => (
          <g key={percentile} class={`gate ${verdict}`}>
            <title>{`${percentile}: ${time(value)}, budget ${time(budget)}: ${verdict}`}</title>
            <line
              class="budget"
              x1={x(shares[percentile]) - 26}
              x2={x(shares[percentile]) + 12}
              y1={y(budget)}
              y2={y(budget)}
            />
            <text x={x(shares[percentile]) - 30} y={y(budget) + 4}>
              {`${percentile} budget ${time(budget)}`}
            </text>
            {low !== undefined && high !== undefined && (
              <line class="bound" x1={x(shares[percentile])} x2={x(shares[percentile])} y1={y(low)} y2={y(high)} />
            )}
            {verdict !== 'refused' && <circle cx={x(shares[percentile])} cy={y(value)} r={4} />}
          </g>
        ))}
      </svg>
    </Scrolling>
  );
}

/** Labels moved apart where they would lie over each other. */
function labelled(labels: readonly { readonly name: string; readonly at: number }[]) {
  const sorted = [...labels].sort((a, b) => a.at - b.at);
  return sorted.map((one, i) => ({ ...one, at: i > 0 ? Math.max(one.at, sorted[i - 1]!.at + 14) : one.at }));
}
