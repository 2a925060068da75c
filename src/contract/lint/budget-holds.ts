import type { Contract, Latency, Operation } from '../contract.ts';
import { step } from '../pointer.ts';
import { duration } from '../units.ts';
import type { Complaint, Rule } from './rule.ts';

export const budgetHolds: Rule = {
  name: 'budget-holds',
  summary: 'a budget can be kept by a component whose dependencies are as slow as declared',
  *check({ contract }) {
    for (const operation of Object.values(contract.upstream)) {
      const pointer = `${step('/upstream', operation.name)}/budget`;
      yield* ordered(`${pointer}/latency`, operation.budget.latency);
      yield* againstDeadline(contract, operation, `${pointer}/deadline`);
    }
    for (const [name, dependency] of Object.entries(contract.downstream))
      yield* ordered(`${step('/downstream', name)}/latency`, dependency.latency);
  },
};

function* ordered(pointer: string, latency: Latency | undefined): Generator<Complaint> {
  const known = (['p50', 'p95', 'p99'] as const).filter((p) => latency?.[p] !== undefined);
  for (const [i, p] of known.entries()) {
    const before = known[i - 1];
    if (before && latency![p]! < latency![before]!)
      yield {
        pointer: `${pointer}/${p}`,
        message: `${p} is ${duration(latency![p]!)}, less than ${before} with ${duration(latency![before]!)}.`,
        remedy: 'A higher percentile is never smaller.',
      };
  }
}

function* againstDeadline(contract: Contract, operation: Operation, pointer: string): Generator<Complaint> {
  const { deadline, latency } = operation.budget;
  if (latency?.p99 !== undefined && latency.p99 > deadline)
    yield {
      pointer,
      message: `the deadline of ${duration(deadline)} is shorter than the p99 of ${duration(latency.p99)}.`,
      remedy: 'Raise the deadline or lower the p99.',
    };
  const needed = (
    operation.uses ?? (Object.keys(contract.upstream).length === 1 ? Object.keys(contract.downstream) : [])
  )
    .map((name) => ({ name, p99: contract.downstream[name]?.latency?.p99 ?? 0 }))
    .filter((d) => d.p99 > 0);
  const sum = needed.reduce((total, d) => total + d.p99, 0);
  const spelled = needed.map((d) => `${d.name} ${duration(d.p99)}`).join(' + ');
  const slowest = needed.find((d) => d.p99 > deadline);
  if (slowest)
    yield {
      pointer,
      message: `the deadline of ${duration(deadline)} cannot hold: \`${slowest.name}\` alone may take ${duration(slowest.p99)} (its p99).`,
      remedy: 'Raise the deadline, or correct the latency.',
    };
  else if (sum > deadline)
    yield {
      pointer,
      severity: 'warning',
      message: `the deadline of ${duration(deadline)} holds only if calls run side by side: ${spelled} = ${duration(sum)} (p99s).`,
      remedy: 'Raise the deadline, or make sure that they do.',
    };
}
