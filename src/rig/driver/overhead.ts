import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { send } from './request.ts';

const requests = 120;
// Code that has just been loaded is slow: most requests of a run find it warm.
const warmUp = 60;
const reply = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}';

/**
 * What the harness adds to the time of an answer: the median, in milliseconds, of requests on the same path to a server
 * that answers at once. The server's own share is in it: it is an upper bound.
 */
export async function measureOverhead(): Promise<number> {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('data', () => socket.write(reply));
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const times: number[] = [];
    for (let i = 0; i < requests; i++)
      times.push(
        (await send(address, { method: 'GET', target: '/', headers: [], body: undefined }, { patience: 5000 })).ended,
      );
    return times.slice(warmUp).sort((a, b) => a - b)[Math.floor((requests - warmUp) / 2)]!;
  } finally {
    server.close();
  }
}
