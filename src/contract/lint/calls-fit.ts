import { neededBy, sumOf } from '../needed.ts';
import { at, step } from '../pointer.ts';
import { duration } from '../units.ts';
import type { Rule } from './rule.ts';

export const callsFit: Rule = {
  name: 'calls-fit',
  summary: 'the deadline has time for the calls that the budget allows, where replies are as quick as usual',
  *check({ contract, written, reported }) {
    for (const operation of Object.values(contract.upstream)) {
      const budget = `${step('/upstream', operation.name)}/budget`;
      const { deadline } = operation.budget;
      if (reported(`${budget}/deadline`) || reported(`${budget}/calls`)) continue;
      // Who does not say how often a dependency may be called has promised no retries.
      const stated = neededBy(operation, contract).map((one) => {
        const calls = at(written, step(`${budget}/calls`, one.name));
        return { ...one, calls: typeof calls === 'number' ? calls : 1 };
      });
      const [best, worst, once] = [
        sumOf(stated, 'p50', 'as often as allowed'),
        sumOf(stated, 'p99', 'as often as allowed'),
        sumOf(stated, 'p50', 'once'),
      ];
      if (best.ms <= deadline || best.ms === once.ms) continue;
      yield {
        pointer: `${budget}/calls`,
        severity: 'warning',
        message: `The deadline of ${duration(deadline)} has no time for so many calls one after the other: ${best.text} at best (p50s)${worst.ms > 0 ? `, ${worst.text} at worst (p99s)` : ''}.`,
        remedy: 'Allow fewer, or raise the deadline.',
      };
    }
  },
};
