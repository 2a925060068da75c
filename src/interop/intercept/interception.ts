import type { Contract, Dependency } from '../../contract/contract.ts';
import { type Door, type Fault, Gone, type ParamValues } from '../../fault/fault.ts';
import { intoTheLoop, loopPath } from '../../fault/loop.ts';
import { planted, type Reply } from '../../fault/reply.ts';
import type { Target } from '../../fault/site.ts';
import { protocolNamed } from '../../protocol/index.ts';
import type { Protocol, Received, Serve, Served } from '../../protocol/protocol.ts';
import { hash } from '../../schema/seed.ts';
import type { Break, BrokenConnection } from './broken-connection.ts';
import type { Chosen } from './check-options.ts';
import { InterceptedExchange } from './intercepted-exchange.ts';
import type { InterceptOptions } from './options.ts';

interface Due {
  readonly fault: Fault;
  readonly params: ParamValues;
  readonly seed: number;
  /** It was wanted of this operation, and of no other. */
  readonly named: boolean;
}

/** Stands in for one dependency in the process of its caller: each call is answered as its simulator would answer it. */
export class Interception {
  readonly #dependency: Dependency;
  readonly #protocol: Protocol;
  readonly #serve: Serve;
  readonly #chosen: readonly Chosen[];
  readonly #deadline: number;
  readonly #seed: number;
  readonly #onCall: InterceptOptions['onCall'];
  readonly #counts = new Map<string, number>();
  #nonce = 0;

  constructor(contract: Contract, dependency: Dependency, chosen: readonly Chosen[], options: InterceptOptions) {
    const { seed = 1, onCall } = options;
    this.#dependency = dependency;
    this.#protocol = protocolNamed(dependency.protocol);
    this.#serve = this.#protocol.open(dependency);
    this.#chosen = chosen.filter(({ dependencies }) => dependencies.includes(dependency.name));
    this.#deadline = Math.max(...Object.values(contract.upstream).map(({ budget }) => budget.deadline));
    this.#seed = hash(seed, dependency.name);
    this.#onCall = onCall;
  }

  /** `signal` aborts when the caller gives up. Throws where a call cannot be answered as the real service would. */
  async answer(request: Received, signal: AbortSignal): Promise<Response | BrokenConnection> {
    const nonce = (++this.#nonce).toString(16).padStart(8, '0');
    const headOnly = request.method === 'HEAD';
    const exchange = (healthy: Reply, marker = '', seed = 0, served?: Served) =>
      new InterceptedExchange(healthy, {
        marker,
        seed,
        headOnly,
        signal,
        error: (status, options) => this.#protocol.error(status, { nonce, marker, ...options }),
        ...(served?.forget ? { forget: served.forget } : {}),
      });
    if (request.target === loopPath)
      return whole(exchange(intoTheLoop(this.#protocol.error(500, { nonce: '0' }), 307)));
    const served = this.#serve(request, this.#seed, nonce);
    const due = this.#due(served);
    this.#tell(request, served, due);
    if (!due) return whole(exchange(served.reply));
    const { fault, params, seed } = due;
    const marker = `sdk${(seed >>> 0).toString(16).padStart(8, '0')}`;
    const spoils = fault.leaves === 'lost' || fault.leaves === 'tainted';
    const struck = exchange(spoils ? planted(served.reply, marker) : served.reply, marker, seed, served);
    void play(fault, params, struck);
    return struck.answer;
  }

  /** The fault for a call that is healthy; counts the call. */
  #due(served: Served): Due | undefined {
    const { operation, reply, flaws, suffers, aside } = served;
    if (operation === undefined || aside || flaws.length > 0 || suffers) return undefined;
    const call = (this.#counts.get(operation) ?? 0) + 1;
    this.#counts.set(operation, call);
    const error: Target['error'] = (status, options) => this.#protocol.error(status, { nonce: '0', ...options });
    const site = { dependency: this.#dependency, operation, reply, error, pooled: true, deadline: this.#deadline };
    for (const one of this.#chosen) {
      if (!this.#strikes(one, operation, call)) continue;
      const unfit = one.fault.unfit(site);
      if (unfit !== undefined && one.operation === undefined) continue;
      if (unfit !== undefined)
        throw new Error(
          `\`${one.fault.name}\` cannot strike call ${call} of \`${this.#dependency.name}.${operation}\`: ${unfit}.`,
        );
      const params = Object.entries(one.fault.params).map(([name, p]) => [
        name,
        one.params[name] ?? p.corners(site)[0]!,
      ]);
      const seed = hash(this.#seed, operation, call);
      return { fault: one.fault, params: Object.fromEntries(params), seed, named: one.operation !== undefined };
    }
    return undefined;
  }

  #strikes({ operation, call, recurs, share }: Chosen, called: string, n: number): boolean {
    if (operation !== undefined && operation !== called) return false;
    if (recurs === 'first' ? n !== call : n < call) return false;
    return (hash(this.#seed, 'share', called, n) >>> 0) / 2 ** 32 < share;
  }

  #tell({ method, target }: Received, { operation, flaws }: Served, due: Due | undefined): void {
    this.#onCall?.({
      dependency: this.#dependency.name,
      ...(operation === undefined ? {} : { operation }),
      method,
      target,
      flaws,
      ...(due ? { fault: { kind: due.fault.name, leaves: due.fault.leaves, params: due.params } } : {}),
    });
  }
}

async function whole(exchange: InterceptedExchange): Promise<Response | BrokenConnection> {
  exchange.reply(exchange.healthy).catch(ignoreGone);
  return await exchange.answer;
}

function ignoreGone(error: unknown): void {
  if (!(error instanceof Gone)) throw error;
}

/** To its end, or until the caller gives up. A fault of the door strikes every call: each one is a connection of its own. */
async function play(fault: Fault, params: ParamValues, exchange: InterceptedExchange): Promise<void> {
  try {
    if (!fault.bar) return await fault.play(params, exchange);
    const as = (how: Break) => () => exchange.break(how);
    const door: Door = { shut: as('refused'), slam: as('reset'), hangUp: as('closed') };
    await fault.bar(door, params);
  } catch (error) {
    ignoreGone(error);
  }
}
