import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { documentOf } from '../learn/document.ts';
import { learnFrom } from '../learn/learn.ts';
import { profileOf } from '../learn/profile.ts';
import { reportLines } from '../learn/report.ts';
import type { Learning } from '../learn/tally.ts';
import { TrafficError } from '../learn/traffic-error.ts';
import { printable } from '../report/printable.ts';
import type { Command, Context } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { loadAll } from './find-contracts.ts';

interface Flags {
  readonly traffic: string;
  readonly contract?: string;
  readonly out?: string;
  readonly json: boolean;
}

export const learnCommand: Command<Flags> = {
  command: 'learn <traffic> [contract]',
  describe: 'compare a contract with a sample of real requests; runs nothing',
  positionals: {
    traffic: {
      type: 'string',
      demandOption: true,
      describe: 'requests, one a line as JSON (.jsonl), or recorded by a browser or proxy (.har)',
    },
    contract: { type: 'string', describe: 'the contract of the component that they were sent to' },
  },
  options: {
    out: {
      type: 'string',
      describe: 'file for the mess profile, which holds counts and no values',
      defaultDescription: '.shakedown/profile/<component>.json',
    },
    json: { type: 'boolean', default: false, describe: 'print one JSON document for programs' },
  },
  examples: {
    '$0 learn traffic.jsonl': 'where callers deviate, what to amend, and a mess profile',
    '$0 learn recorded.har contracts/triage.contract.yaml': 'from a browser, for one of several contracts',
    '$0 run --mess-profile .shakedown/profile/triage.json': 'then try most what callers really send',
  },
  run: learn,
};

async function learn({ traffic, contract: named, out, json }: Flags, context: Context): Promise<ExitCode> {
  const loaded = loadAll(named === undefined ? [] : [named], context);
  if (!loaded) return exitCodes.usage;
  const [contract, ...others] = loaded.contracts;
  if (!contract || others.length > 0) {
    const files = loaded.contracts.map(({ file }) => file);
    context.complain(
      `There are ${files.length} contracts: ${files.join(', ')}. Name the one that the traffic belongs to: shakedown learn ${traffic} ${files[0]}`,
    );
    return exitCodes.usage;
  }
  const learning = await read(traffic, contract, context);
  if (typeof learning === 'string') {
    for (const line of learning.split('\n')) context.complain(printable(line));
    return exitCodes.usage;
  }
  if (context.signal.aborted) return exitCodes.interrupted;
  const file = out ?? join('.shakedown', 'profile', `${contract.component.name}.json`);
  const unwritable = write(file, `${JSON.stringify(profileOf(contract.component.name, learning), null, 2)}\n`);
  if (unwritable) {
    context.complain(unwritable);
    return exitCodes.usage;
  }
  if (json) {
    const text = JSON.stringify(documentOf(contract, file, learning), null, 2);
    for (const line of text.split('\n')) context.print(printable(line));
  } else {
    for (const line of reportLines(contract, learning)) context.print(line);
    context.print(
      `Mess profile: ${file} – counts, and no values. Try it: shakedown run ${contract.file} --mess-profile ${file}`,
    );
  }
  return exitCodes.holds;
}

/** A text says why nothing can be learnt. */
async function read(traffic: string, contract: Contract, { signal }: Context): Promise<Learning | string> {
  try {
    return await learnFrom(traffic, contract, signal);
  } catch (error) {
    if (error instanceof TrafficError) return error.message;
    throw error;
  }
}

function write(file: string, text: string): string | undefined {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return undefined;
  } catch (error) {
    return `--out ${file} cannot be written to: ${(error as NodeJS.ErrnoException).code}. Name another file.`;
  }
}
