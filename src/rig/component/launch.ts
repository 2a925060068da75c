import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { Component, Contract, Launch, Route } from '../../contract/contract.ts';
import { duration } from '../../contract/units.ts';
import type { Internals } from '../../observation/observation.ts';
import { program } from '../../package-file.ts';
import { now, sleep } from '../clock.ts';
import { HttpWire } from '../driver/mcp/http-wire.ts';
import { StdioWire } from '../driver/mcp/stdio-wire.ts';
import { ToolServer } from '../driver/mcp/tool-server.ts';
import { isSuccess, send } from '../driver/request.ts';
import { freePort } from '../ports.ts';
import { hasOrigins, notLed, originVariables } from './origins.ts';
import { ComponentProcess } from './process.ts';
import { Witness } from './witness.ts';

/** The component could not be started, or never became ready. */
export class LaunchError extends Error {
  /** What it wrote before that. */
  readonly output: string;
  constructor(message: string, output = '') {
    super(message);
    this.output = output;
  }
}

/** A component that answers. */
export interface Launched {
  readonly origin: string;
  readonly ready: Route;
  /** Where it is a tool server: it is spoken to through this. */
  readonly server?: ToolServer;
  /** Undefined where it runs without our doing. */
  readonly process?: ComponentProcess;
  /** Where a module was started elsewhere. */
  readonly hosted?: AsyncDisposable;
  readonly secrets: Internals['secrets'];
}

/** Starts components that are modules somewhere else than in a process of their own. */
export interface ModuleHost {
  /**
   * `module`: its absolute path. `env`: what the contract declares, without what a process would inherit. The answer is
   * where it is served; what it throws is why it is not.
   */
  start(
    module: { readonly module: string; readonly exportName: string },
    env: Readonly<Record<string, string>>,
  ): Promise<{ readonly origin: string } & AsyncDisposable>;
}

/** Dependency → address of its simulator, and the file of the CA to be trusted there. */
type Addresses = Readonly<Record<string, { readonly url: string; readonly ca?: string }>>;

export interface LaunchOptions {
  /** Where modules run; without one, in a process of their own. */
  readonly host?: ModuleHost;
  /** Nobody needs the component any more. */
  readonly signal?: AbortSignal;
}

/** Starts the component of a contract and waits until it is ready, unless `signal` says that nobody needs it any more. */
export async function launch(
  contract: Contract,
  addresses: Addresses,
  { host, signal }: LaunchOptions = {},
): Promise<Launched> {
  const { component, project } = contract;
  const { launch: how } = component;
  // What leads connections elsewhere does so for a whole process.
  if (how.kind === 'module' && host && !hasOrigins(contract))
    return await launchIn(host, component, how, project, addresses, signal);
  if (how.kind === 'url') {
    const server = served(how, () => how.url);
    await waitUntilReady(component, () => how.url, how, { server, signal });
    return { origin: how.url, ready: how.ready, ...(server ? { server } : {}), secrets: {} };
  }
  using led = hasOrigins(contract) ? new Witness() : undefined;
  // A port that was free may be taken by somebody else before the component listens: that is not its fault.
  for (let attempt = 1; ; attempt++) {
    const started = await start(how, contract, addresses, led);
    const { process, secrets } = started;
    const server = served(how, started.origin, process);
    try {
      await waitUntilReady(component, started.origin, how, { child: process, server, signal });
      if (led?.heard === false) throw new LaunchError(notLed(contract), process.output.since(0));
      return { origin: started.origin(), ready: how.ready, process, ...(server ? { server } : {}), secrets };
    } catch (error) {
      await started.process[Symbol.asyncDispose]();
      const taken = /EADDRINUSE|address already in use/i.test(started.process.output.since(0));
      if (!(taken && attempt < 3) || signal?.aborted) throw error;
    }
  }
}

async function launchIn(
  host: ModuleHost,
  component: Component,
  how: Extract<Launch, { kind: 'module' }>,
  project: string,
  addresses: Addresses,
  signal: AbortSignal | undefined,
): Promise<Launched> {
  const secrets: Record<string, string> = {};
  const port = await freePort();
  const env = filledIn(how.env, { port, addresses, secrets });
  const hosted = await host
    .start({ module: resolve(project, how.module), exportName: how.exportName }, env)
    .catch((error: Error) => {
      throw new LaunchError(`${component.name} could not be started: ${error.message}`);
    });
  const server = served(how, () => hosted.origin);
  try {
    await waitUntilReady(component, () => hosted.origin, how, { server, signal });
    return { origin: hosted.origin, ready: how.ready, hosted, ...(server ? { server } : {}), secrets };
  } catch (error) {
    await hosted[Symbol.asyncDispose]();
    throw error;
  }
}

/** What speaks to a component that is a tool server. */
function served({ mcp }: Launch, origin: () => string, process?: ComponentProcess): ToolServer | undefined {
  if (mcp?.path !== undefined) return new ToolServer(new HttpWire(origin, mcp.path));
  return mcp && process ? new ToolServer(new StdioWire(process)) : undefined;
}

interface Fillings {
  readonly port: number;
  readonly addresses: Addresses;
  /** Name → canary; those that are asked for first are added. */
  readonly secrets: Record<string, string>;
}

/** A text of a contract with its placeholders filled in. */
export function filled(text: string, { port, addresses, secrets }: Fillings): string {
  const placeholder = /\$\{(port|secret\.([\w-]+)|([\w.-]+)\.(url|host|port|ca|command))\}/g;
  return text.replaceAll(
    placeholder,
    (whole, name, secret, dependency, part: 'url' | 'host' | 'port' | 'ca' | 'command') => {
      if (name === 'port') return String(port);
      if (secret) {
        secrets[secret] ??= `canary-${randomBytes(12).toString('hex')}`;
        return secrets[secret];
      }
      const address = addresses[dependency];
      if (address === undefined) return whole;
      const { url, ca = whole } = address;
      const { hostname, port: of, protocol } = new URL(url);
      const command = `'${process.execPath}' '${bridge}' ${of}`;
      return { url, host: hostname, port: of || (protocol === 'https:' ? '443' : '80'), ca, command }[part];
    },
  );
}

const filledIn = (env: Launch['env'], fillings: Fillings): Record<string, string> =>
  Object.fromEntries(Object.entries(env).map(([name, text]) => [name, filled(text, fillings)]));

/** What a component starts where its tool server speaks on standard input and output. */
const bridge = program('stdio-bridge');

/** A component that was started, and may not be ready yet. */
export type Started = { origin: () => string; process: ComponentProcess; secrets: Record<string, string> };

export async function start(
  how: Exclude<Launch, { kind: 'url' }>,
  contract: Contract,
  addresses: Addresses,
  led?: Witness,
): Promise<Started> {
  const { project } = contract;
  const port = await freePort();
  const secrets: Record<string, string> = {};
  const fill = (text: string) => filled(text, { port, addresses, secrets });
  const told = { ...surroundings(), ...filledIn(how.env, { port, addresses, secrets }) };
  const env = { ...told, ...originVariables(contract, addresses, told), ...led?.variables };
  let origin = `http://127.0.0.1:${port}`;
  if (how.kind === 'command') {
    const asked = how.mcp !== undefined && how.mcp.path === undefined;
    const process = ComponentProcess.start(fill(how.command), { cwd: project, env, asked });
    return { origin: () => origin, process, secrets };
  }
  const args = [process.execPath, program('module-host'), how.module, how.exportName, String(port)];
  const child = ComponentProcess.start('exec "$@"', { cwd: project, env, args, messages: true });
  child.onMessage((message) => {
    const { url } = message as { url?: string };
    if (url) origin = url.replace(/\/$/, '');
  });
  return { origin: () => origin, process: child, secrets };
}

/** What the component inherits: all, but nothing that would lead its calls past the simulators. */
function surroundings(): Record<string, string> {
  const proxies = /^(https?|all|no)_proxy$/i;
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !proxies.test(entry[0]),
  );
  return Object.fromEntries(kept);
}

const pause = 25;

async function waitUntilReady(
  component: Component,
  origin: () => string,
  { ready, within, mcp }: Launch,
  {
    child,
    server,
    signal,
  }: {
    readonly child?: ComponentProcess | undefined;
    readonly server: ToolServer | undefined;
    readonly signal: AbortSignal | undefined;
  },
): Promise<void> {
  const began = now();
  let last = 'no answer';
  while (now() - began < within) {
    if (signal?.aborted) throw new LaunchError(`${component.name} was not waited for.`, child?.output.since(0));
    if (child?.exit)
      throw new LaunchError(
        `${component.name} ended with ${ending(child.exit)} before it was ready.`,
        child.output.since(0),
      );
    const patience = { patience: within, ...(signal ? { signal } : {}) };
    const answer = await (server
      ? server.ready(patience)
      : send(origin(), { method: ready.method, target: ready.path, headers: [], body: undefined }, patience));
    if (server ? answer.kind === 'response' : isSuccess(answer)) return;
    last = answer.kind === 'response' ? `status ${answer.status}` : answer.detail;
    // What is written to a pipe waits there until it is read: asking again says nothing new.
    if (server && mcp?.path === undefined && !child?.exit) break;
    await sleep(pause, signal);
  }
  const asked = mcp
    ? `\`initialize\`${mcp.path === undefined ? '' : ` at ${origin()}${mcp.path}`} was not answered as it should be: ${last}`
    : `${ready.method} ${origin()}${ready.path} gave ${last}`;
  throw new LaunchError(
    `${component.name} was not ready within ${duration(within)}: ${asked}.`,
    child?.output.since(0),
  );
}

function ending({ code, signal }: { readonly code: number | null; readonly signal: string | null }): string {
  return signal ? `signal ${signal}` : `exit code ${code}`;
}
