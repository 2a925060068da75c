import type { Contract } from '../contract/contract.ts';
import { version } from '../version.ts';
import { amendments } from './amend.ts';
import type { Learning } from './tally.ts';

/** The version of the document. A change that would break a reader raises it. */
const learnVersion = 1;

/** What was learnt, for programs. Its examples are values of the traffic. */
export function documentOf(contract: Contract, profile: string, { requests, operations, unmatched }: Learning): object {
  return {
    learn: learnVersion,
    shakedown: version,
    contract: { file: contract.file, name: contract.component.name },
    profile,
    requests,
    unmatched: { requests: unmatched.requests, calls: Object.fromEntries(unmatched.calls) },
    operations: operations.map((one) => ({
      operation: one.operation.name,
      requests: one.requests,
      sound: one.sound,
      deviations: one.deviations.map(({ kind, pointer, breaks, keyword, requests: n, example }) => ({
        kind,
        pointer,
        breaks,
        ...(keyword === undefined ? {} : { keyword }),
        requests: n,
        share: n / one.requests,
        example,
      })),
      amendments: amendments(one),
    })),
  };
}
