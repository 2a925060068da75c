import { type Exchange, type Fault, Gone, type ParamValues } from '../../src/fault/fault.ts';
import { planted, type Reply, render } from '../../src/fault/reply.ts';
import type { Target } from '../../src/fault/site.ts';

/** What left in an exchange that took place on paper: no socket, no time. */
export interface Played {
  readonly healthy: Reply;
  readonly bytes: Buffer;
  readonly end: 'complete' | 'closed' | 'reset' | 'open';
  /** What was done, in its order: the number of bytes that were sent, or the milliseconds that were waited. */
  readonly steps: readonly ({ readonly sent: number } | { readonly waited: number })[];
}

const marker = 'sdk0badcafe';
// Steps: what is sent slowly is sent in two for each of its bytes.
const patience = 3000;

class PaperExchange implements Exchange {
  readonly healthy: Reply;
  readonly marker = marker;
  readonly seed: number;
  readonly #target: Target;
  readonly #length: number;
  readonly #sent: Buffer[] = [];
  readonly #steps: ({ sent: number } | { waited: number })[] = [];
  #end: Played['end'] = 'open';

  constructor(healthy: Reply, target: Target, seed: number) {
    this.healthy = healthy;
    this.seed = seed;
    this.#target = target;
    this.#length = render(healthy).length;
  }

  get played(): Played {
    return { healthy: this.healthy, bytes: Buffer.concat(this.#sent), end: this.#end, steps: this.#steps };
  }

  error(status: number, options?: { readonly code?: string }): Reply {
    return this.#target.error(status, options);
  }

  async send(bytes: Buffer): Promise<void> {
    this.#sent.push(bytes);
    this.#steps.push({ sent: bytes.length });
  }

  async reply(reply: Reply): Promise<void> {
    await this.send(render(reply));
    this.end();
  }

  async wait(ms: number): Promise<void> {
    // Whoever waits for ever is left at some time.
    if (this.#steps.length > patience + 2 * this.#length) throw new Gone();
    this.#steps.push({ waited: ms });
  }

  async stall(): Promise<void> {
    throw new Gone();
  }

  end(): void {
    this.#end = 'complete';
  }

  async close(): Promise<void> {
    this.#end = 'closed';
  }

  async reset(): Promise<void> {
    this.#end = 'reset';
  }

  note(): void {}

  now(): number {
    return 1_764_000_000_000;
  }
}

/** Plays a fault on a healthy reply; undefined where it says that it does not fit there. */
export async function playOnPaper(
  fault: Fault,
  params: ParamValues,
  target: Target,
  seed = 7,
): Promise<Played | undefined> {
  const spoils = fault.leaves === 'lost' || fault.leaves === 'tainted';
  const reply = spoils ? planted(target.reply, marker) : target.reply;
  if (fault.unfit({ ...target, reply }) !== undefined) return undefined;
  const exchange = new PaperExchange(reply, target, seed);
  try {
    await fault.play(params, exchange);
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
  }
  return exchange.played;
}
