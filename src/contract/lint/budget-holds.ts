import type { Latency, Operation } from '../contract.ts';
import { neededBy, sumOf } from '../needed.ts';
import { at, step } from '../pointer.ts';
import { duration } from '../units.ts';
import type { Complaint, Draft, Rule } from './rule.ts';

export const budgetHolds: Rule = {
  name: 'budget-holds',
  summary: 'a budget can be kept by a component whose dependencies are as slow as declared',
  *check(draft) {
    const { upstream, downstream } = draft.contract;
    for (const operation of Object.values(upstream)) {
      const pointer = `${step('/upstream', operation.name)}/budget`;
      yield* ordered(`${pointer}/latency`, operation.budget.latency);
      if (!draft.reported(`${pointer}/deadline`)) yield* againstDeadline(draft, operation, pointer);
      const { cancels, deadline, rate } = operation.budget;
      if (rate === 0)
        yield {
          pointer: `${pointer}/rate`,
          message: 'At a rate of 0/s no request comes.',
          remedy: 'Write how many come in a second, such as 20/s.',
        };
      if (cancels !== undefined && cancels >= deadline)
        yield {
          pointer: `${pointer}/cancels`,
          severity: 'warning',
          message: `${duration(cancels)} after its caller has left, a request is over by its deadline of ${duration(deadline)}: this promises nothing.`,
          remedy: 'Lower it, or leave it out.',
        };
    }
    for (const [name, { latency }] of Object.entries(downstream))
      yield* ordered(`${step('/downstream', name)}/latency`, latency);
  },
};

function* ordered(pointer: string, latency: Latency | undefined): Generator<Complaint> {
  const declared = (['p50', 'p95', 'p99'] as const).filter((p) => latency?.[p] !== undefined);
  for (const [i, p] of declared.entries()) {
    const before = declared[i - 1];
    if (before && latency![p]! < latency![before]!)
      yield {
        pointer: `${pointer}/${p}`,
        message: `${p} is ${duration(latency![p]!)}, and ${before} is ${duration(latency![before]!)}: a higher percentile is never shorter.`,
        remedy: 'Correct one of them.',
      };
  }
}

function* againstDeadline({ contract, written }: Draft, operation: Operation, budget: string): Generator<Complaint> {
  const { deadline, latency } = operation.budget;
  const pointer = `${budget}/deadline`;
  const told = `${duration(deadline)}${at(written, pointer) === undefined ? ' (the default)' : ''}`;
  if (deadline === 0)
    yield { pointer, message: 'No answer can come within a deadline of 0.', remedy: 'Write a longer one.' };
  else if (latency?.p99 !== undefined && latency.p99 > deadline)
    yield {
      pointer: `${budget}/latency/p99`,
      message: `p99 is ${duration(latency.p99)}, longer than the deadline of ${told}.`,
      remedy: 'Lower it, or raise the deadline.',
    };
  const needed = neededBy(operation, contract);
  const sum = sumOf(needed, 'p99', 'once');
  const slowest = needed.find(({ latency: own }) => (own?.p99 ?? 0) > deadline);
  if (deadline === 0) return;
  if (slowest)
    yield {
      pointer,
      message: `The deadline of ${told} cannot hold: \`${slowest.name}\` alone may take ${duration(slowest.latency!.p99!)} (its p99).`,
      remedy: 'Raise the deadline, or correct the latency.',
    };
  else if (sum.ms > deadline)
    yield {
      pointer,
      severity: 'warning',
      message: `The deadline of ${told} holds only if calls run side by side: ${sum.text} (p99s).`,
      remedy: 'Raise the deadline, or make sure that they do.',
    };
}
