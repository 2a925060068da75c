import { createServer, type Server } from 'node:net';

// Below the range from which systems take the local ends of outgoing connections, so that nobody is given a port
// between the moment it is found free and the moment it is used.
const first = 20_000;
const blocks = 12;
const size = 1000;
// Whoever listens here has a block for itself: two runs side by side would find the same port free, and the component
// of one would answer for that of the other.
const firstClaim = 32_100;

let block: Promise<number> | undefined;
let next = 0;

/** A loopback port that nothing listens on, another one with each call, and none that another run takes meanwhile. */
export async function freePort(): Promise<number> {
  block ??= claimBlock();
  const begin = await block;
  for (let i = 0; i < size; i++) {
    const port = begin + next;
    next = (next + 1) % size;
    const server = await listening(port);
    if (!server) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
  throw new Error('there is no free loopback port');
}

/** The first port of a block that is this process's own until it ends. */
async function claimBlock(): Promise<number> {
  for (let i = 0; i < blocks; i++) {
    const n = (process.pid + i) % blocks;
    const claim = await listening(firstClaim + n);
    if (!claim) continue;
    claim.unref();
    return first + n * size;
  }
  // More runs at once than there are blocks: then one has to be shared.
  return first + (process.pid % blocks) * size;
}

/** Undefined where something listens there already. */
function listening(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
