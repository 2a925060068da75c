import { scaleBand, scaleLinear } from 'd3-scale';
import type { RunDocument } from '../../document.ts';
import { anchor, labelledBy } from './anchor.ts';
import { Scrolling } from './scrolling.tsx';
import { count, Text, time } from './text.tsx';
import type { View } from './view.ts';

const [width, height, left, top, bottom] = [860, 170, 40, 10, 34];
const most = 40;
const parts = ['holds', 'inconclusive', 'broken'] as const;
const names = { holds: 'held', inconclusive: 'inconclusive', broken: 'broke' } as const;

interface Column {
  readonly began: string;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly findings: number;
  readonly profile: string;
  readonly now?: true;
}

/** How earlier runs went, and which trials take longer than they used to. */
export function Trend({ run, index, id }: View & { readonly id: string }) {
  const columns = columnsOf(run).slice(-most);
  const slower = run.history?.slower ?? [];
  return (
    <section id={id} class="history" aria-labelledby={labelledBy(id)}>
      <h2 id={`${id}-title`}>History</h2>
      <p class="hint">
        Trials of this run and of {count(columns.length - 1, 'earlier one')}, the oldest first; the figure above is the
        number of findings.
      </p>
      <Bars columns={columns} />
      {slower.length > 0 && (
        <>
          <h3>Slower than they used to be</h3>
          <ul>
            {slower.map(({ trial, took, usual, runs }) => (
              <li key={trial}>
                <a href={`#${anchor(index, 'trial', trial)}`}>
                  <Text of={trial} />
                </a>
                : {time(took)}, usually {time(usual)} (median of {count(runs, 'run')})
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function columnsOf({ history, timing, trials, findings, profile }: RunDocument): Column[] {
  const verdicts: Record<string, number> = {};
  for (const { verdict } of trials) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  const began = new Date(timing.began).toISOString();
  return [
    ...(history?.runs ?? []).map((past) => ({ ...past, findings: past.findings.length })),
    { began, verdicts, findings: findings.length, profile, now: true },
  ];
}

function Bars({ columns }: { readonly columns: readonly Column[] }) {
  const sum = ({ verdicts }: Column) => parts.reduce((all, part) => all + (verdicts[part] ?? 0), 0);
  const wide = Math.min(width - 10 - left, columns.length * 70);
  const x = scaleBand([left, left + wide])
    .domain(columns.map((_, i) => String(i)))
    .paddingInner(0.25);
  const y = scaleLinear([0, Math.max(1, ...columns.map(sum)) * 1.12], [height - bottom, top]);
  const thick = Math.min(46, x.bandwidth());
  const told = columns.map(({ began, findings }) => `${began.slice(0, 10)}: ${count(findings, 'finding')}`).join('; ');
  return (
    <Scrolling name="Trend of the runs">
      <svg class="chart trend" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={told}>
        <g class="axis">
          {y.ticks(4).map((tick) => (
            <g key={tick}>
              <line x1={left} x2={width - 10} y1={y(tick)} y2={y(tick)} />
              <text class="end" x={left - 6} y={y(tick) + 4}>
                {tick}
              </text>
            </g>
          ))}
        </g>
        {columns.map((column, i) => (
          <Bar key={i} {...{ column, y, thick }} x={x(String(i))!} dated={i === 0 || column.now === true} />
        ))}
      </svg>
    </Scrolling>
  );
}

interface BarProps {
  readonly column: Column;
  readonly x: number;
  readonly y: ReturnType<typeof scaleLinear<number, number>>;
  readonly thick: number;
  readonly dated: boolean;
}

function Bar({ column: { began, verdicts, findings, profile, now }, x, y, thick, dated }: BarProps) {
  let below = 0;
  const pieces = parts.map((part) => {
    const from = below;
    below += verdicts[part] ?? 0;
    return { part, from, to: below };
  });
  const words = parts.map((part) => `${verdicts[part] ?? 0} ${names[part]}`).join(', ');
  return (
    <g>
      <title>{`${began.slice(0, 16).replace('T', ' ')} UTC, profile ${profile}: ${words}; ${count(findings, 'finding')}`}</title>
      {pieces.map(({ part, from, to }) => (
        <rect key={part} class={part} x={x} width={thick} y={y(to)} height={y(from) - y(to)} />
      ))}
      <text class="label middle" x={x + thick / 2} y={y(below) - 4}>
        {findings}
      </text>
      {dated && (
        <text class={now ? 'end' : undefined} x={now ? x + thick : x} y={height - bottom + 18}>
          {now ? 'this run' : began.slice(0, 10)}
        </text>
      )}
    </g>
  );
}
