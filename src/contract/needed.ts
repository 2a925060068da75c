import type { Contract, Dependency, Operation } from './contract.ts';
import { duration } from './units.ts';

/** A dependency that one request waits for, and the most calls of it that one request may cause. */
export interface Needed extends Pick<Dependency, 'name' | 'latency'> {
  readonly calls: number;
}

/** What one request waits for; all dependencies, where there is only one operation and it does not say. */
export function neededBy(
  { uses, budget }: Operation,
  { upstream, downstream }: Pick<Contract, 'upstream' | 'downstream'>,
): Needed[] {
  const names = uses ?? (Object.keys(upstream).length === 1 ? Object.keys(downstream) : []);
  return Object.values(downstream)
    .filter(({ name }) => names.includes(name))
    .map(({ name, latency }) => ({ name, calls: budget.calls[name] ?? 1, ...(latency ? { latency } : {}) }));
}

/** The times of some dependencies one after the other, with the sum spelled out: `llm 3 × 400ms + search 15ms = 1.215s`. */
export interface Sum {
  readonly ms: number;
  readonly text: string;
}

/** Each is called once, or as often as it may be. */
export function sumOf(needed: readonly Needed[], percentile: 'p50' | 'p99', each: 'once' | 'as often as allowed'): Sum {
  const terms = needed.flatMap(({ name, latency, calls }) => {
    const one = latency?.[percentile] ?? 0;
    const times = each === 'once' ? 1 : calls;
    if (one === 0 || times === 0) return [];
    return [{ ms: one * times, text: `${name} ${times > 1 ? `${times} × ` : ''}${duration(one)}` }];
  });
  const ms = terms.reduce((sum, term) => sum + term.ms, 0);
  const spelt = terms.map(({ text }) => text).join(' + ');
  return { ms, text: terms.length === 1 && spelt.endsWith(` ${duration(ms)}`) ? spelt : `${spelt} = ${duration(ms)}` };
}
