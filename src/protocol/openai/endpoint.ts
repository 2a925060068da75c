import type { Reply } from '../../fault/reply.ts';
import type { Refusal } from './refusal.ts';

/** What the API says to a request, whatever the number of the call. */
export interface Ready {
  readonly tokens: number;
  reply(nonce: string): Reply;
}

/** One operation of the API. */
export interface Endpoint {
  readonly operation: 'chat' | 'responses' | 'embeddings';
  readonly path: string;
  /** The first thing that the API would refuse in a body; undefined if it takes it. */
  refused(body: unknown): Refusal | undefined;
  /** Answers a body that it takes. `replies`: what the contract lets the model say. */
  answer(body: never, replies: readonly unknown[], seed: number): Ready;
}
