import type { Contract } from '../contract/contract.ts';
import { printable } from '../report/printable.ts';
import { examine } from './examine.ts';
import { matcher } from './match.ts';
import { type Learning, Tally } from './tally.ts';
import { readTraffic } from './traffic.ts';
import { TrafficError } from './traffic-error.ts';

/**
 * What a sample of real requests tells of a contract. Reads the file once, and keeps counts alone. Throws `TrafficError`
 * where the file cannot be read, or has no request for the contract.
 */
export async function learnFrom(file: string, contract: Contract, signal: AbortSignal): Promise<Learning> {
  const operationOf = matcher(contract);
  const tally = new Tally(contract);
  for await (const request of readTraffic(file)) {
    if (signal.aborted) break;
    const operation = operationOf(request);
    if (operation) tally.add(operation, examine(operation, request));
    else tally.addUnmatched(request);
  }
  const learning = tally.learning();
  if (learning.requests === 0 && !signal.aborted)
    throw new TrafficError(`${file} has no requests: all of its lines are blank.`);
  if (learning.requests > 0 && learning.requests === learning.unmatched.requests)
    throw new TrafficError(noMatch(file, contract, learning));
  return learning;
}

function noMatch(file: string, contract: Contract, { requests, unmatched }: Learning): string {
  const declared = Object.values(contract.upstream).map(({ call }) => `${call.method} ${call.path}`);
  const seen = [...unmatched.calls.keys()].slice(0, 5);
  return [
    `None of the ${requests} requests in ${file} is for an operation of ${contract.file}.`,
    `  the sample has     ${seen.join(', ')}${unmatched.calls.size > seen.length ? ', …' : ''}`,
    `  the contract has   ${printable(declared.join(', '))}`,
    'Name the contract that the traffic belongs to, or correct its `call`.',
  ].join('\n');
}
