import { createServer, type Server } from 'node:net';

// Below the range from which systems take the local ends of outgoing connections, so that nobody is given a port
// between the moment it is found free and the moment it is used.
const first = 20_000;
const blocks = 120;
const size = 100;
// Whoever listens here has a block for itself: two runs side by side would find the same port free, and the component
// of one would answer for that of the other.
const firstClaim = 32_100;
/** A component is given its port some time before it listens there: only after so many blocks does a port come again. */
const most = 10;

/** The first ports of the blocks that are this process's own until it ends. */
const own: number[] = [];
let next = 0;
let turn: Promise<unknown> = Promise.resolve();

/** A loopback port that nothing listens on, another one with each call, and none that another run takes meanwhile. */
export function freePort(): Promise<number> {
  const found = turn.then(findPort);
  turn = found.catch(() => {});
  return found;
}

async function findPort(): Promise<number> {
  for (let i = 0; i < most * size; i++) {
    if (next === own.length * size) await claimOrBeginAgain();
    const port = own[Math.floor(next / size)]! + (next % size);
    next++;
    const server = await listening(port);
    if (!server) continue;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }
  throw new Error('there is no free loopback port');
}

async function claimOrBeginAgain(): Promise<void> {
  const block = own.length < most ? await claimBlock() : undefined;
  if (block !== undefined) own.push(block);
  // More runs at once than there are blocks: then one has to be shared.
  else if (own.length === 0) own.push(first + (process.pid % blocks) * size);
  if (block === undefined) next = 0;
}

/** The first port of a block that nobody has; undefined where all are taken. */
async function claimBlock(): Promise<number | undefined> {
  for (let i = 0; i < blocks; i++) {
    const n = (process.pid + i) % blocks;
    const claim = await listening(firstClaim + n);
    if (!claim) continue;
    claim.unref();
    return first + n * size;
  }
  return undefined;
}

/** Undefined where something listens there already. */
function listening(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
