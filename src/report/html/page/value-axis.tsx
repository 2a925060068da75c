import type { ScaleLinear } from 'd3-scale';
import { time } from './text.tsx';

/** Times upward: a line across the drawing and a label for each tick. `from`, `to`: where the lines begin and end. */
export function ValueAxis({
  scale,
  ticks,
  from,
  to,
}: {
  readonly scale: ScaleLinear<number, number>;
  readonly ticks: number;
  readonly from: number;
  readonly to: number;
}) {
  return scale.ticks(ticks).map((tick) => (
    <g key={tick}>
      <line x1={from} x2={to} y1={scale(tick)} y2={scale(tick)} />
      <text class="end" x={from - 6} y={scale(tick) + 4}>
        {time(tick)}
      </text>
    </g>
  ));
}
