import type { Contract, Input, Operation } from '../../contract/contract.ts';
import type { Reply } from '../../fault/reply.ts';
import type { Call, Case, Response, SentRequest } from '../../observation/observation.ts';
import { inputsOf } from '../../plan/inputs.ts';
import { Asker } from '../../rig/asker.ts';
import { Heartbeat } from '../../rig/clock.ts';
import { warmUp } from '../../rig/steady.ts';
import { recogniser } from '../../run/recogniser.ts';

/** A healthy request that was answered `ok`, and what it caused. */
export interface SeenRequest {
  readonly operation: Operation;
  readonly input: Input;
  readonly request: SentRequest;
  readonly answer: Response;
  readonly calls: readonly Call[];
}

export interface SeenHealthy {
  readonly requests: readonly SeenRequest[];
  /** Dependency → operation → its reply. */
  readonly replies: ReadonlyMap<string, ReadonlyMap<string, Reply>>;
  /** A text in which the canaries of secrets are named, and do not stand. */
  masked(text: string): string;
}

// The same pacts each time: a broker compares them.
const seed = 1;
const inputs = 3;

/** Launches the component and watches its clean requests. Throws `LaunchError` where it is not well with nothing wrong. */
export async function watchHealthy(contract: Contract, signal: AbortSignal): Promise<SeenHealthy> {
  using heartbeat = new Heartbeat();
  await using asker = await Asker.open(contract, { recognise: recogniser, heartbeat, signal });
  const requests: SeenRequest[] = [];
  for (const operation of Object.values(contract.upstream)) {
    for (const [i, input] of inputsOf(operation, inputs, seed).entries()) {
      const played: Case = {
        id: `${operation.name}/pact#${i + 1}`,
        operation: operation.name,
        seed,
        input,
        schedule: [],
      };
      await warmUp(asker, played);
      const { answer, calls, request } = await asker.probe(played);
      if (answer.kind === 'response') requests.push({ operation, input, request, answer, calls });
      if (signal.aborted) break;
    }
  }
  const secrets = Object.entries(asker.internals().secrets);
  return {
    requests,
    replies: new Map(asker.simulators.map(({ dependency, replies }) => [dependency.name, new Map(replies)])),
    masked: (text) => secrets.reduce((told, [name, canary]) => told.replaceAll(canary, `<secret ${name}>`), text),
  };
}
