import type { PactsVerified } from '../interop/pact/verify/verify-pacts.ts';
import { printable } from '../report/printable.ts';
import type { Command, Context } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { loadAll } from './find-contracts.ts';
import { unlaunched } from './unlaunched.ts';

interface Flags {
  readonly deed: string;
  readonly contract: string;
  readonly pacts: readonly string[];
  readonly provider?: string;
  readonly state: readonly string[];
  readonly anyState: boolean;
}

export const pactCommand: Command<Flags> = {
  command: 'pact <deed> <contract> <pacts..>',
  describe: 'verify: hold the component to what its consumers wrote down with Pact, dependencies failing as states say',
  positionals: {
    deed: { choices: ['verify'], type: 'string', demandOption: true, describe: 'verify: run the Pact verifier' },
    contract: { type: 'string', demandOption: true, describe: 'the contract file' },
    pacts: {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'pact files; those of other providers are left out',
    },
  },
  options: {
    provider: {
      type: 'string',
      describe: 'what the pacts call the component',
      defaultDescription: 'its name in the contract',
    },
    state: {
      type: 'string',
      array: true,
      nargs: 1,
      default: [],
      describe: 'a provider state to accept that has nothing fail; as often as there are some',
    },
    'any-state': {
      type: 'boolean',
      default: false,
      describe: 'accept all states that name no dependency of the contract',
    },
  },
  examples: {
    '$0 pact verify contracts/triage.contract.yaml pacts/*.json': 'as their consumers expect it',
    '$0 pact verify triage.contract.yaml pacts/*.json --state "a ticket exists"': 'with a state that is about data',
  },
  run: verify,
};

async function verify(flags: Flags, context: Context): Promise<ExitCode> {
  const loaded = loadAll([flags.contract], context);
  const [contract, ...others] = loaded?.contracts ?? [];
  if (others.length > 0) context.complain(`${flags.contract} names ${others.length + 1} contracts. Name one.`);
  if (!contract || others.length > 0) return exitCodes.usage;
  const { verifyPacts } = await import('../interop/pact/verify/verify-pacts.ts');
  const { provider = contract.component.name, state: states, anyState } = flags;
  try {
    const verified = await verifyPacts(contract, flags.pacts, { provider, states, anyState }, context.signal);
    if (context.signal.aborted) return exitCodes.interrupted;
    return report(verified, provider, context);
  } catch (error) {
    return await unlaunched(error, context);
  }
}

function report(verified: PactsVerified, provider: string, { print, complain }: Context): ExitCode {
  if (verified.kind === 'unusable') {
    for (const text of verified.lines) for (const line of text.split('\n')) complain(printable(line));
    return exitCodes.usage;
  }
  if (verified.kind === 'failed') {
    complain('The Pact verifier came to no result, so nothing is known.');
    for (const line of verified.why.split('\n')) complain(printable(line));
    return exitCodes.inconclusive;
  }
  const { interactions, skipped, broken, unclear } = verified;
  for (const file of skipped) complain(printable(`${file} is about another provider, and left out.`));
  let consumer: string | undefined;
  for (const one of interactions) {
    if (one.consumer !== consumer) print(printable(`${provider}, as ${one.consumer} expects it:`));
    consumer = one.consumer;
    const given = one.states.length > 0 ? `, given ${one.states.map((name) => `"${name}"`).join(' and ')}` : '';
    const sign = one.mismatches.length === 0 ? '✓' : one.pending ? '–' : '✗';
    print(printable(`  ${sign} ${one.description}${given}${one.pending ? ' (pending: it may fail)' : ''}`));
    for (const mismatch of one.mismatches) for (const line of mismatch.split('\n')) print(printable(`      ${line}`));
  }
  for (const text of [...broken, ...unclear]) for (const line of text.split('\n')) complain(printable(line));
  const failed = interactions.filter(({ mismatches, pending }) => mismatches.length > 0 && !pending).length;
  const pending = interactions.filter((one) => one.pending).length;
  const told =
    failed === 0 ? `All ${interactions.length - pending} hold` : `${failed} of ${interactions.length} do not hold`;
  print(pending > 0 ? `${told}; ${pending} pending.` : `${told}.`);
  if (failed > 0 || broken.length > 0) return exitCodes.found;
  return unclear.length > 0 || pending === interactions.length ? exitCodes.inconclusive : exitCodes.holds;
}
