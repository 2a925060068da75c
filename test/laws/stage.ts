import type { Fault, ParamValues } from '../../src/fault/fault.ts';
import type { Site } from '../../src/fault/site.ts';
import type { Call, ScheduledFault } from '../../src/observation/observation.ts';
import { Simulator } from '../../src/rig/simulator/simulator.ts';
import { type Left, RawSocket } from '../raw-socket.ts';
import { understand } from './reference-client.ts';
import { bytesOf, type LawSite, targetOf } from './sites.ts';

/** A fault, played once on a real socket. */
export interface Play {
  readonly site: LawSite;
  readonly fault: Fault;
  readonly params: ParamValues;
  readonly seed?: number;
}

/** What a raw socket saw of it, and what the simulator says of it. */
export interface Seen {
  readonly bytes: Buffer;
  /** How the connection was left before the case was ended. */
  readonly left: Left;
  /** What came for a second request on the same connection, if the first was answered. */
  readonly second?: Buffer;
  readonly calls: readonly Call[];
}

export const seedOfPlays = 7;

export function scheduled({ site, fault, params }: Play, recurs: 'first' | 'every' = 'first'): ScheduledFault {
  const { dependency, operation } = site;
  return { dependency: dependency.name, operation, call: 1, recurs, fault: fault.name, params };
}

/** A site as the planner sees it, with a deadline so short that its delays are, too. */
export const siteOf = (site: LawSite, seed = seedOfPlays): Site => ({ ...targetOf(site, seed), deadline: 20 });

const isHead = (site: LawSite) => site.call.startsWith('HEAD ');

/** The length of the first whole reply in some bytes; undefined while there is none. */
function whole(bytes: Buffer, head: boolean): number | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const length = /\r\ncontent-length: ([0-9]+)\r\n/.exec(bytes.toString('latin1', 0, end + 2));
  const noBody = head || / 204 /.test(bytes.toString('latin1', 0, 16));
  const needed = noBody ? end + 4 : length ? end + 4 + Number(length[1]) : Infinity;
  return bytes.length >= needed ? needed : undefined;
}

// What keeps its caller waiting is watched until nothing more comes for a while: then the case is ended.
const pause = 120;

/** Plays a fault on a simulator of its own. */
export async function play(played: Play): Promise<Seen> {
  const { site, fault, seed = seedOfPlays } = played;
  await using simulator = await Simulator.open(site.dependency);
  await simulator.begin({ seed, schedule: [scheduled(played)] });
  using socket = await RawSocket.to(simulator.port);
  await socket.send(bytesOf(site));
  const answered = ({ bytes, left }: RawSocket) => left !== 'stays' || whole(bytes, isHead(site)) !== undefined;
  if (fault.waits) await socket.quiet(pause);
  else await socket.until(answered);
  const { left } = socket;
  const first = whole(socket.bytes, isHead(site));
  if (left !== 'stays' || first === undefined) {
    const calls = await simulator.end();
    // What was still held back is dropped now, unless it left at the last moment.
    await socket.until((s) => (calls[0]!.reply.end === 'complete' ? answered(s) : s.left !== 'stays'));
    return { bytes: socket.bytes, left, calls };
  }
  await socket.send(bytesOf(site));
  await socket.until(({ bytes }) => whole(bytes.subarray(first), isHead(site)) !== undefined);
  return {
    bytes: socket.bytes.subarray(0, first),
    left: socket.left,
    second: socket.bytes.subarray(first),
    calls: await simulator.end(),
  };
}

export const understood = (site: LawSite, bytes: Buffer) => understand(bytes, 'complete', isHead(site));

/** Does some work on all of a list, several at a time. */
export async function inParallel<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const queue = [...all];
  const worker = async () => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}
