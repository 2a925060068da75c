// Loaded by Node before a component: its connections to the origins of its dependencies go to their simulators. What
// is said on them is said by the component's own clients on a real socket, so nothing of what fails there is lost.
import { writeFileSync } from 'node:fs';
import { Socket } from 'node:net';

/** Host and port → port on the loopback interface. */
const routes: Readonly<Record<string, number>> = JSON.parse(process.env.SHAKEDOWN_ORIGINS ?? '{}');

interface Wanted {
  readonly host?: string;
  readonly port?: number | string;
}

/** The same options for the simulator, where the place is an origin; the rest of them stays, the name for TLS as well. */
function led(wanted: Wanted): Wanted {
  const port = routes[`${wanted.host?.toLowerCase()}:${wanted.port}`];
  if (port === undefined) return wanted;
  const direct = { lookup: undefined, localAddress: undefined, family: 4, hints: 0, autoSelectFamily: false };
  return { ...wanted, ...direct, host: '127.0.0.1', port };
}

/** `net` calls itself with a list that it has marked as read. */
function ledAll([first, ...rest]: unknown[]): unknown[] {
  if (Array.isArray(first)) return [Object.assign([], first, { 0: led(first[0]) }), ...rest];
  if (typeof first === 'object' && first !== null) return [led(first), ...rest];
  const [host, ...others] = rest;
  return typeof host === 'string' ? [led({ host, port: first as number }), ...others] : [first, ...rest];
}

const connect = Socket.prototype.connect as (this: Socket, ...args: unknown[]) => Socket;
Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
  return connect.apply(this, ledAll(args));
};

try {
  if (process.env.SHAKEDOWN_WITNESS) writeFileSync(process.env.SHAKEDOWN_WITNESS, '');
} catch {
  // It was heard of before: this is a process that the component starts later.
}
