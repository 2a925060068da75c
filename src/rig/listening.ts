import { connect, type Server } from 'node:net';
import { sleep } from './clock.ts';

const host = '127.0.0.1';
const tries = 100;
const pause = 15;

/** Listens on a loopback port; rejects with the system's error. */
export async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Listens again where it did before. Another process that looks for a free port may just be trying this one. */
export async function listenAgain(server: Server, port: number): Promise<void> {
  for (let left = tries; ; left--) {
    try {
      return await listen(server, port);
    } catch (error) {
      if (left === 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      await sleep(pause);
    }
  }
}

/** Connects to a loopback port: true if that is refused. */
export function isRefused(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect({ port, host });
    probe
      .once('connect', () => resolve(false))
      .once('error', (e: NodeJS.ErrnoException) => resolve(e.code === 'ECONNREFUSED'));
    probe.once('connect', () => probe.destroy());
  });
}
