import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Contract } from '../../../contract/contract.ts';
import type { Pact, State } from '../pact.ts';
import { readPact } from '../read-pact.ts';
import { findVerifier } from './find-verifier.ts';
import { type JudgedInteraction, judgedPacts } from './judged-pacts.ts';
import { PactStage } from './pact-stage.ts';
import { runVerifier } from './run-verifier.ts';
import { orderOfState, vocabulary } from './wanted-states.ts';
import type { StageCall } from './wire.ts';

export interface VerifyOptions {
  /** What the pacts call the component. */
  readonly provider: string;
  /** States that have nothing fail. */
  readonly states: readonly string[];
  /** All states that name no fault are of that kind. */
  readonly anyState: boolean;
}

export type PactsVerified =
  /** The pacts, or what they want, cannot be had: what to say. */
  | { readonly kind: 'unusable'; readonly lines: readonly string[] }
  /** Nothing is known: why. */
  | { readonly kind: 'failed'; readonly why: string }
  | {
      readonly kind: 'verified';
      readonly interactions: readonly JudgedInteraction[];
      /** Files that are about others. */
      readonly skipped: readonly string[];
      readonly broken: readonly string[];
      readonly unclear: readonly string[];
    };

interface Named {
  readonly file: string;
  readonly pact: Pact;
}

/** Has Pact's own verifier hold the component to pacts. Throws `LaunchError` where it is not well with nothing wrong. */
export async function verifyPacts(
  contract: Contract,
  files: readonly string[],
  options: VerifyOptions,
  signal: AbortSignal,
): Promise<PactsVerified> {
  const verifier = findVerifier();
  const read = files.map((file) => [file, pactIn(file)] as const);
  const wrong = read.flatMap(([, pact]) => (typeof pact === 'string' ? [pact] : []));
  const pacts = read.flatMap(([file, pact]): Named[] => (typeof pact === 'string' ? [] : [{ file, pact }]));
  const ours = pacts.filter(({ pact }) => isSame(pact.provider, options.provider));
  const problems = [
    ...(typeof verifier === 'string' ? [verifier] : []),
    ...wrong,
    ...(wrong.length === 0 ? unusable(contract, ours, pacts, options) : []),
  ];
  if (problems.length > 0 || typeof verifier === 'string') return { kind: 'unusable', lines: problems };
  await using stage = await PactStage.open(contract, signal);
  const perform = performer(contract, stage, acceptedOf(contract, ours, options));
  const deadline = Math.max(...Object.values(contract.upstream).map(({ budget }) => budget.deadline));
  const order = {
    modulePath: verifier.path,
    origin: stage.origin,
    provider: ours[0]!.pact.provider,
    pacts: ours.map(({ file }) => resolve(file)),
    states: [...new Set(statesOf(ours).map(({ name }) => name))],
    timeout: Math.ceil(Math.max(5000, deadline * 2)),
  };
  const verified = await runVerifier(order, perform, signal);
  if ('failed' in verified) return { kind: 'failed', why: verified.failed };
  const interactions = judgedPacts(askedIn(ours), verified.result);
  if (!interactions)
    return { kind: 'failed', why: `it does not tell of each interaction: ${verified.result.slice(0, 500)}` };
  const ended = stage.ended ? [`The component ended while it was asked.\n${stage.ended.output.trimEnd()}`] : [];
  return {
    kind: 'verified',
    interactions,
    skipped: pacts.filter((one) => !ours.includes(one)).map(({ file }) => file),
    broken: [...new Set([...stage.broken, ...ended])],
    unclear: [...new Set(stage.unclear)],
  };
}

/** Does what the verifier asks for. */
const performer = (contract: Contract, stage: PactStage, accepted: readonly string[]) => async (call: StageCall) => {
  if (!('state' in call)) return await (call.deed === 'begin' ? stage.begin() : stage.end());
  const order = orderOfState(contract, { name: call.state, params: call.params }, accepted);
  await stage.set(call.state, typeof order === 'string' ? undefined : order);
};

function pactIn(file: string): Pact | string {
  try {
    const pact = readPact(readFileSync(file, 'utf8'));
    return typeof pact === 'string' ? `${file} is no pact: ${pact}. Name files that a Pact consumer test wrote.` : pact;
  } catch (error) {
    return `${file} cannot be read: ${(error as NodeJS.ErrnoException).code}. Check the path.`;
  }
}

const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Why these pacts cannot be verified here. */
function unusable(contract: Contract, ours: readonly Named[], all: readonly Named[], options: VerifyOptions): string[] {
  if (contract.component.launch.mcp) return ['A tool server cannot be verified: Pact speaks HTTP, and not MCP.'];
  if (ours.length === 0) {
    const names = [...new Set(all.map(({ pact }) => `"${pact.provider}"`))].join(', ');
    return [
      `None of these pacts has the provider "${options.provider}": they name ${names}. Say with --provider what they call the component.`,
    ];
  }
  const messages = ours.filter(({ pact }) => pact.interactions.some(({ kind }) => kind !== 'http'));
  if (messages.length > 0)
    return messages.map(
      ({ file }) =>
        `${file} holds messages, and the component is asked over HTTP only. Verify them with pact-js itself.`,
    );
  if (ours.every(({ pact }) => pact.interactions.length === 0))
    return ['These pacts hold no interaction: nothing would be verified.'];
  const accepted = acceptedOf(contract, ours, options);
  const wrong = statesOf(ours)
    .map((state) => orderOfState(contract, state, accepted))
    .filter((order) => typeof order === 'string');
  return wrong.length > 0 ? [...new Set(wrong), vocabulary(contract)] : [];
}

function acceptedOf(
  contract: Contract,
  ours: readonly Named[],
  { states, anyState }: VerifyOptions,
): readonly string[] {
  if (!anyState) return states;
  const unknown = statesOf(ours).filter(
    (state) => orderOfState(contract, state, []) === `There is no provider state "${state.name}".`,
  );
  return [...states, ...unknown.map(({ name }) => name)];
}

const statesOf = (pacts: readonly Named[]): State[] =>
  pacts.flatMap(({ pact }) => pact.interactions.flatMap(({ states }) => states));

const askedIn = (pacts: readonly Named[]) =>
  pacts.flatMap(({ pact: { consumer, interactions } }) =>
    interactions.map(({ description, states }) => ({ consumer, description, states: states.map(({ name }) => name) })),
  );
