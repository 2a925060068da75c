import { connect, type Socket } from 'node:net';

/** The real server is not there. */
export class TargetError extends Error {}

/** A connection to `host:port`, as a contract writes it. */
export function dial(target: string): Socket {
  const colon = target.lastIndexOf(':');
  const host = target.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
  return connect({ host, port: Number(target.slice(colon + 1)), noDelay: true, allowHalfOpen: true });
}

const patience = 5000;

/** Connects once to the real server of a dependency. Throws `TargetError` if that fails. */
export async function knock(dependency: string, target: string): Promise<void> {
  const socket = dial(target);
  const failed = await new Promise<string | undefined>((resolve) => {
    socket.setTimeout(patience, () => resolve('nothing answers'));
    socket.once('connect', () => resolve(undefined));
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
  socket.destroy();
  if (failed !== undefined)
    throw new TargetError(
      `The real server of \`${dependency}\` cannot be reached at ${target}: ${failed}. Start it, or correct its \`target\`.`,
    );
}
