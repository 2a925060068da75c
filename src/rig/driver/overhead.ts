import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { distribution } from '../../latency/distribution.ts';
import type { Distribution } from '../../observation/observation.ts';
import { type Heartbeat, now } from '../clock.ts';
import { send } from './request.ts';
import { type Arrival, drive } from './traffic.ts';

const requests = 120;
// Code that has just been loaded is slow: most requests of a run find it warm.
const warmUp = 60;
const reply = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}';
const request = { method: 'GET', target: '/', headers: [], body: undefined };
const patience = 5000;

/**
 * What the harness adds to the time of an answer: the median, in milliseconds, of requests on the same path to a server
 * that answers at once. The server's own share is in it: it is an upper bound.
 */
export function measureOverhead(): Promise<number> {
  return withServer(async (address) => {
    const times: number[] = [];
    for (let i = 0; i < requests; i++) times.push((await send(address, request, { patience })).ended);
    return distribution(times.slice(warmUp)).p50;
  });
}

/** Requests a second: more than come in any case. */
const rate = 200;
const inFlow = { warmUp: 40, samples: 100 };
/** While the harness is held up for longer, in milliseconds, it measures the machine and not itself. */
const bearable = 10;

/** The same of requests that come at their times, whether or not earlier ones were answered. */
export function measureInFlow(heartbeat: Heartbeat, signal: AbortSignal | undefined): Promise<Distribution> {
  return withServer(async (address) => {
    const origin = now() + 1;
    const dues = Array.from({ length: inFlow.warmUp + inFlow.samples }, (_, i) => ({ due: (i * 1000) / rate }));
    const times: number[] = [];
    const sendOne = async ({ due }: Pick<Arrival, 'due'>) => {
      const answer = await send(address, request, { patience, origin: origin + due });
      const undisturbed = heartbeat.worstBetween(origin + due, origin + due + answer.ended) <= bearable;
      if (due >= dues[inFlow.warmUp]!.due && undisturbed) times.push(answer.ended);
      return answer;
    };
    await drive(dues, origin, sendOne, signal);
    return distribution(times);
  });
}

async function withServer<T>(measure: (address: string) => Promise<T>): Promise<T> {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('data', () => socket.write(reply));
    socket.on('error', () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await measure(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.close();
  }
}
