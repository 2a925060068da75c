import type { Contract, Dependency } from '../contract/contract.ts';
import type { Reply } from '../fault/reply.ts';
import type { Call, MetConnection, Observation } from '../observation/observation.ts';
import { proxiedNamed } from '../protocol/index.ts';
import { LaunchError } from './component/launch.ts';
import { TargetError } from './proxy/target.ts';
import { TcpProxy } from './proxy/tcp-proxy.ts';
import type { Script } from './script.ts';
import { Simulator } from './simulator/simulator.ts';

/** What listens where the component looks for a dependency: a simulator, or a proxy before the real server. */
export interface StandIn extends AsyncDisposable {
  readonly dependency: Dependency;
  readonly port: number;
  readonly url: string;
  /** The file of the CA that the component has to trust, where TLS is spoken. */
  readonly ca?: string | undefined;
  /** When the last request came or the last reply ended. */
  readonly active: number;
  /** Operation → the first healthy reply of it that was given since the start. */
  readonly replies: ReadonlyMap<string, Reply>;
  /** Why it could not serve a request that the real service might well serve. */
  readonly unsupported: string | undefined;
  /** Why what it stands before cannot be reached any more. */
  readonly gone?: string | undefined;
  /** Connections that are open now. */
  readonly connections: number;
  /** Connections were refused in an outage of this case. */
  readonly refused: boolean;
  /** It refuses connections. */
  readonly shut: boolean;
  /** Operations for which the component used a connection again. */
  readonly pooled: ReadonlySet<string>;
  /** Connections of the last case that met a fault, and on which nothing was asked; with times on the rig's clock. */
  readonly met: readonly MetConnection[];
  /** It was called in this case. */
  readonly called: boolean;
  /** Connects to its own port: true if that is refused, as it is while the door is shut. */
  refuses(): Promise<boolean>;
  /** Calls of an operation in this case. */
  made(operation: string): number;
  /** Whether a call of an operation was acknowledged: with a whole reply that can be used; of those that carry a key. */
  acknowledged(operation: string, key?: string): boolean;
  /** What fails in this case fails no more; what a fault holds stays held. */
  heal(): Promise<void>;
  begin(script: Script): Promise<void>;
  /** Ends the case: what still waits is dropped. The calls are those since `begin`, with times on the rig's clock. */
  end(): Promise<Call[]>;
}

/** Where a component finds a dependency. */
export interface Address {
  readonly url: string;
  readonly ca?: string;
}

/** Dependency → where the component finds it. */
export function addressesOf(standIns: readonly StandIn[]): Readonly<Record<string, Address>> {
  return Object.fromEntries(
    standIns.map(({ dependency, url, ca }) => [dependency.name, { url, ...(ca === undefined ? {} : { ca }) }]),
  );
}

/** The connections of the last case that met a fault. Times count from `origin`. */
export function metConnections(standIns: readonly StandIn[], origin: number): Pick<Observation, 'met'> {
  const met = standIns.flatMap((s) => s.met).map((one) => ({ ...one, began: one.began - origin }));
  return met.length > 0 ? { met } : {};
}

/** Opens what a contract's dependencies need. Throws `LaunchError`, with nothing left open. */
export async function openStandIns(contract: Contract): Promise<StandIn[]> {
  const open: StandIn[] = [];
  try {
    for (const dependency of Object.values(contract.downstream)) open.push(await openStandIn(dependency));
    return open;
  } catch (error) {
    await Promise.all(open.map((s) => s[Symbol.asyncDispose]()));
    throw error;
  }
}

async function openStandIn(dependency: Dependency): Promise<StandIn> {
  const { name, port } = dependency;
  try {
    return await (proxiedNamed(dependency.protocol) ? TcpProxy : Simulator).open(dependency);
  } catch (error) {
    if (error instanceof TargetError) throw new LaunchError(error.message);
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    const why = code === 'EADDRINUSE' ? 'something else listens there' : 'the system forbids it';
    throw new LaunchError(
      `\`${name}\` cannot be simulated on its declared port ${port}: ${why}. Free it, or change its \`port\`.`,
    );
  }
}
