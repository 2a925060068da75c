import type { Contract, Input, Operation } from '../../contract/contract.ts';
import type { Reply } from '../../fault/reply.ts';
import type { Call, Response, SentRequest } from '../../observation/observation.ts';
import { Asker } from '../../rig/asker.ts';
import { Heartbeat } from '../../rig/clock.ts';
import { recogniser } from '../../run/recogniser.ts';
import { healthyRequests } from './healthy-requests.ts';

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

/** Launches the component and watches its clean requests. Throws `LaunchError` where it is not well with nothing wrong. */
export async function watchHealthy(contract: Contract, signal: AbortSignal): Promise<SeenHealthy> {
  using heartbeat = new Heartbeat();
  await using asker = await Asker.open(contract, { recognise: recogniser, heartbeat, signal });
  const requests: SeenRequest[] = [];
  for (const operation of Object.values(contract.upstream))
    for (const { played, probed } of await healthyRequests(asker, operation)) {
      const { answer, calls, request } = probed;
      if (answer.kind === 'response') requests.push({ operation, input: played.input, request, answer, calls });
    }
  const secrets = Object.entries(asker.internals().secrets);
  return {
    requests,
    replies: new Map(asker.simulators.map(({ dependency, replies }) => [dependency.name, new Map(replies)])),
    masked: (text) => secrets.reduce((told, [name, canary]) => told.replaceAll(canary, `<secret ${name}>`), text),
  };
}
