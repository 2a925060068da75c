import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { listenerOf } from '../../rig/component/listener.ts';
import type { Runner } from './runner.ts';

interface ServedExport {
  /** Its absolute path. */
  readonly module: string;
  readonly exportName: string;
}

/** Serves what a module's export makes of the environment, in the process of the tests. */
export class HostedModule {
  readonly #runner: Pick<Runner, 'import' | 'env'>;
  readonly #load: (() => unknown) | undefined;
  readonly #stops = new Map<number, () => Promise<void>>();

  constructor(runner: Pick<Runner, 'import' | 'env'>, load: (() => unknown) | undefined) {
    this.#runner = runner;
    this.#load = load;
  }

  /** Answers where it is served. While it is, the environment of the tests is that of the component. */
  async start(id: number, served: ServedExport, env: Readonly<Record<string, string>>): Promise<string> {
    const restore = setIn(this.#runner.env, env);
    this.#stops.set(id, async () => restore());
    try {
      return await this.#serve(id, served, restore);
    } catch (error) {
      await this.stop(id);
      throw error;
    }
  }

  async #serve(id: number, { module, exportName }: ServedExport, restore: () => void): Promise<string> {
    const loaded = (await (this.#load ? this.#load() : this.#runner.import(module))) as Record<string, unknown>;
    const make = exportOf(loaded, exportName);
    if (typeof make !== 'function')
      throw new Error(
        `${module} has no function as its ${exportName} export; it has: ${Object.keys(loaded).join(', ')}`,
      );
    const made = await make({ ...this.#runner.env });
    if (isAddress(made)) return String(made).replace(/\/$/, '');
    const server = createServer(listenerOf(made, `${module}#${exportName}`));
    const origin = await listening(server);
    this.#stops.set(id, async () => {
      await closed(server);
      restore();
    });
    return origin;
  }

  async stop(id: number): Promise<void> {
    const stop = this.#stops.get(id);
    this.#stops.delete(id);
    await stop?.();
  }

  async stopAll(): Promise<void> {
    for (const id of [...this.#stops.keys()]) await this.stop(id);
  }
}

/** A CommonJS module may be its own default export. */
function exportOf(loaded: Record<string, unknown> | undefined, name: string): unknown {
  if (name !== 'default') return loaded?.[name] ?? (loaded?.default as Record<string, unknown> | undefined)?.[name];
  const found = loaded?.default ?? loaded;
  return (found as { default?: unknown } | undefined)?.default ?? found;
}

const isAddress = (made: unknown): boolean =>
  typeof made === 'string' || Object.prototype.toString.call(made) === '[object URL]' || made instanceof URL;

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function closed(server: Server): Promise<void> {
  const ended = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await ended;
}

/** Answers what puts things back as they were. */
function setIn(env: NodeJS.ProcessEnv, values: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(values).map((name) => [name, env[name]] as const);
  Object.assign(env, values);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete env[name];
      else env[name] = value;
    }
  };
}
