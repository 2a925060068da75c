import { duration } from '../contract/units.ts';
import type { LatencyFigures, Slow } from '../latency/figures.ts';
import { between, type Gate } from '../latency/gates.ts';
import { dependencyOf } from '../latency/spent.ts';
import type { Case } from '../observation/observation.ts';

const ms = (time: number) => `${time.toFixed(time < 10 ? 1 : 0)} ms`;

/** `p95 31 ms, at most 38 ms, of 60ms ✓`. */
function gateText(gate: Gate): string {
  const { percentile, budget, value, verdict, high, low } = gate;
  const of = `of ${duration(budget)}`;
  if (verdict === 'within') return `${percentile} ${ms(value)} (at most ${ms(high!)}) ${of}`;
  if (verdict === 'over') return `${percentile} ${ms(value)} (above ${ms(low!)}) ${of}: over`;
  return verdict === 'refused' ? `${percentile} ${of}: refused` : `${between(percentile, gate)} ${of}: open`;
}

const short = (time: number) => time.toFixed(time < 10 ? 1 : 0);

/** `p95 ≤38/60`: what is known of it, and the budget. */
function gateCell(gate: Gate): string {
  const { percentile, budget, verdict, high, low } = gate;
  if (verdict === 'refused') return `${percentile} not judged`;
  const known = { within: `≤${short(high ?? 0)}`, over: `>${short(low ?? 0)}`, open: '?' }[verdict];
  return `${percentile} ${known}/${budget}`;
}

/** What was judged, what the component adds, what callers wait in all: the cells of a line. */
export function latencyCells({ added, total, gates }: LatencyFigures): string[] {
  const three = [added.p50, added.p95, added.p99].map(short).join(', ');
  return [gates.map(gateCell).join(', ') || `deadline: ${short(total.p99)} at most`, three, short(total.p99)];
}

/** `160 requests at 30/s · p95 31 ms (at most 38 ms) of 60ms · …`: how exact that is included. */
export function latencyText(figures: LatencyFigures): string {
  const { requests, rate, gates, total, exactness } = figures;
  const discarded = Math.max(0, ...gates.map((gate) => gate.discarded));
  return [
    `${requests} requests at ${rate}/s`,
    ...gates.map(gateText),
    `in all p50 ${ms(total.p50)}, p99 ${ms(total.p99)}`,
    ...(discarded > 0 ? [`${discarded} left out, as the harness was held up`] : []),
    ...(exactness ? [exactnessText(exactness)] : []),
  ].join(' · ');
}

/** `the harness itself takes 1.1 ms, p99 3.2 ms`. */
const exactnessText = ({ own, beyond }: NonNullable<LatencyFigures['exactness']>) =>
  `the harness itself takes ${ms(own.p50)}, p99 ${ms(own.p99)}${beyond.samples > 0 ? `; replies came ${ms(beyond.p99)} later than meant at p99` : ''}`;

/** `61 ms: 12 ms its own · search 0–17, llm 19–48`: where the time of a slow request went. */
export function slowText({ total, added, waiting, calls }: Slow): string {
  const path = [...calls]
    .sort((a, b) => a.began - b.began)
    .map((call) => `${dependencyOf(call)} ${Math.round(call.began)}–${Math.round(call.ended)}`);
  const waited = waiting > 1 ? `, ${ms(waiting)} before it asked again` : '';
  return `${ms(total)}: ${ms(added)} its own${waited}${path.length > 0 ? ` · ${path.join(', ')}` : ''}`;
}

/** What a case that is about time is called: `search + llm · slow-but-legal`. */
export function pacedTitle({ traffic }: Case): string | undefined {
  const paced = traffic?.paced;
  if (!paced) return undefined;
  if (paced.percentiles.length > 0) return paced.messy ? 'declared-latency, among messy requests' : 'declared-latency';
  const slow = Object.entries(paced.paces).flatMap(([name, pace]) => ('always' in pace ? [name] : []));
  return `${slow.join(' + ')} · slow-but-legal`;
}
