import type { Dependency } from '../contract/contract.ts';
import type { Reply } from './reply.ts';

/** What a fault is played on: one call of an operation of a dependency. */
export interface Target {
  readonly dependency: Dependency;
  readonly operation: string;
  /** The healthy reply that is given there. */
  readonly reply: Reply;
  /** The component keeps its connections for the next call, as far as was seen; at a strike: it had kept one. */
  readonly pooled: boolean;
  /** The error that this kind of service sends with a status. */
  error(status: number, options?: { readonly code?: string }): Reply;
}

/** Why a fault of connections that are used again cannot strike there. */
export const unpooled = ({ pooled }: Target): string | undefined =>
  pooled ? undefined : 'the component was not seen to use a connection again';

/** Why a fault of effects cannot strike there. */
export const effectless = ({ dependency, operation }: Target): string | undefined =>
  dependency.effects.includes(operation) ? undefined : 'its operation has no effect';

/** Why a fault of TLS cannot strike there. */
export const unencrypted = ({ dependency }: Target): string | undefined =>
  dependency.tls ? undefined : 'its dependency is not spoken to over TLS';

/** Where a fault may strike, as the component was seen to use it. */
export interface Site extends Target {
  /** Milliseconds: the deadline of the upstream request. */
  readonly deadline: number;
}
