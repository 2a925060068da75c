import { createServer } from 'node:net';

// Below the range from which systems take the local ends of outgoing connections, so that nobody is given a port
// between the moment it is found free and the moment it is used.
const first = 20_000;
const last = 32_000;
let next = first + ((process.pid * 97) % (last - first));

/** A loopback port that nothing listens on, another one with each call. */
export async function freePort(): Promise<number> {
  for (let i = 0; i < last - first; i++) {
    const port = next;
    next = next + 1 >= last ? first : next + 1;
    if (await isFree(port)) return port;
  }
  throw new Error('there is no free loopback port');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
