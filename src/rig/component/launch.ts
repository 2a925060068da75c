import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Component, Contract, Launch, Route } from '../../contract/contract.ts';
import { duration } from '../../contract/units.ts';
import type { Internals } from '../../observation/observation.ts';
import { now, sleep } from '../clock.ts';
import { HttpWire } from '../driver/mcp/http-wire.ts';
import { StdioWire } from '../driver/mcp/stdio-wire.ts';
import { ToolServer } from '../driver/mcp/tool-server.ts';
import { isSuccess, send } from '../driver/request.ts';
import { freePort } from '../ports.ts';
import { originVariables } from './origins.ts';
import { ComponentProcess } from './process.ts';

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
  readonly secrets: Internals['secrets'];
}

/** Dependency → address of its simulator, and the file of the CA to be trusted there. */
type Addresses = Readonly<Record<string, { readonly url: string; readonly ca?: string }>>;

/** Starts the component of a contract and waits until it is ready. */
export async function launch(contract: Contract, addresses: Addresses): Promise<Launched> {
  const { component } = contract;
  const { launch: how } = component;
  if (how.kind === 'url') {
    const server = served(how, () => how.url);
    await waitUntilReady(component, () => how.url, how, { server });
    return { origin: how.url, ready: how.ready, ...(server ? { server } : {}), secrets: {} };
  }
  // A port that was free may be taken by somebody else before the component listens: that is not its fault.
  for (let attempt = 1; ; attempt++) {
    const started = await start(how, contract, addresses);
    const { process, secrets } = started;
    const server = served(how, started.origin, process);
    try {
      await waitUntilReady(component, started.origin, how, { child: process, server });
      return { origin: started.origin(), ready: how.ready, process, ...(server ? { server } : {}), secrets };
    } catch (error) {
      await started.process[Symbol.asyncDispose]();
      const taken = /EADDRINUSE|address already in use/i.test(started.process.output.since(0));
      if (!(taken && attempt < 3)) throw error;
    }
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

/** What a component starts where its tool server speaks on standard input and output. */
const bridge = fileURLToPath(new URL('./stdio-bridge.js', import.meta.url));

type Started = { origin: () => string; process: ComponentProcess; secrets: Record<string, string> };

async function start(
  how: Exclude<Launch, { kind: 'url' }>,
  contract: Contract,
  addresses: Addresses,
): Promise<Started> {
  const port = await freePort();
  const secrets: Record<string, string> = {};
  const fill = (text: string) => filled(text, { port, addresses, secrets });
  const told = { ...surroundings(), ...Object.fromEntries(Object.entries(how.env).map(([k, v]) => [k, fill(v)])) };
  const env = { ...told, ...originVariables(contract, addresses, told) };
  const { project } = contract;
  let origin = `http://127.0.0.1:${port}`;
  if (how.kind === 'command') {
    const asked = how.mcp !== undefined && how.mcp.path === undefined;
    const process = ComponentProcess.start(
      ['/bin/sh', '-c', `${watch}${asked ? '' : ' </dev/null'}\n${fill(how.command)}`],
      { cwd: project, env, extra: 'pipe', asked },
    );
    return { origin: () => origin, process, secrets };
  }
  const host = fileURLToPath(new URL('./module-host.js', import.meta.url));
  const child = ComponentProcess.start([process.execPath, host, how.module, how.exportName, String(port)], {
    cwd: project,
    env,
    extra: 'ipc',
  });
  child.onMessage((message) => {
    const { url } = message as { url?: string };
    if (url) origin = url.replace(/\/$/, '');
  });
  return { origin: () => origin, process: child, secrets };
}

// The harness holds the other end of descriptor 3. When it is gone, however it ended, so is the component's group.
const watch = '{ cat >/dev/null; kill -KILL 0; } <&3 & exec 3<&-';

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
  { child, server }: { readonly child?: ComponentProcess | undefined; readonly server: ToolServer | undefined },
): Promise<void> {
  const began = now();
  let last = 'no answer';
  while (now() - began < within) {
    if (child?.exit)
      throw new LaunchError(
        `${component.name} ended with ${ending(child.exit)} before it was ready.`,
        child.output.since(0),
      );
    const answer = await (server
      ? server.ready({ patience: within })
      : send(
          origin(),
          { method: ready.method, target: ready.path, headers: [], body: undefined },
          { patience: within },
        ));
    if (server ? answer.kind === 'response' : isSuccess(answer)) return;
    last = answer.kind === 'response' ? `status ${answer.status}` : answer.detail;
    // What is written to a pipe waits there until it is read: asking again says nothing new.
    if (server && mcp?.path === undefined && !child?.exit) break;
    await sleep(pause);
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
