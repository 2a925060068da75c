import { readFileSync } from 'node:fs';
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
  const text = bytes.toString('latin1', 0, end + 2);
  const rest = bytes.subarray(end + 4);
  const needed = /^HTTP\/1\.1 1(?!01)\d\d /.test(text)
    ? whole(rest, head)
    : head || /^HTTP\/1\.1 (101|204|304) /.test(text)
      ? 0
      : /\r\ntransfer-encoding: chunked\r\n/.test(text)
        ? chunkedLength(rest)
        : Number(/\r\ncontent-length: ([0-9]+)\r\n/.exec(text)?.[1] ?? Infinity);
  return needed === undefined || rest.length < needed ? undefined : end + 4 + needed;
}

/** The length of a body in chunks, trailers included. */
function chunkedLength(rest: Buffer): number | undefined {
  const last = rest.subarray(0, 3).equals(Buffer.from('0\r\n')) ? -2 : rest.indexOf('\r\n0\r\n');
  const end = last === -1 ? -1 : rest.indexOf('\r\n\r\n', last + 3);
  return end < 0 ? undefined : end + 4;
}

// What keeps its caller waiting is watched until nothing more comes for a while: then the case is ended.
const pause = 120;

/** Plays a fault on a simulator of its own; on a connection that was used before, where it needs one. */
export async function play(played: Play): Promise<Seen> {
  const { site, fault, seed = seedOfPlays } = played;
  await using simulator = await Simulator.open(site.dependency);
  using socket = await RawSocket.to(simulator.port, simulator.ca && readFileSync(simulator.ca, 'utf8'));
  const wholeSince = (before: number) => whole(socket.bytes.subarray(before), isHead(site));
  for (const one of [...(site.opens ? [site.opens] : []), ...(fault.reuses ? [site] : [])]) {
    const before = socket.bytes.length;
    await socket.send(bytesOf(one));
    await socket.until(() => wholeSince(before) !== undefined);
  }
  const before = socket.bytes.length;
  await simulator.begin({ seed, schedule: [scheduled(played)] });
  await socket.send(bytesOf(site));
  const answered = () => socket.left !== 'stays' || wholeSince(before) !== undefined;
  if (fault.waits) await socket.quiet(pause);
  else await socket.until(answered);
  const first = wholeSince(before);
  // What comes behind a reply comes with it, and then the connection is closed.
  if (first !== undefined && socket.bytes.length > before + first) await socket.until((s) => s.left !== 'stays');
  const { left } = socket;
  if (left !== 'stays' || first === undefined) {
    const calls = await simulator.end();
    // What was still held back is dropped now, unless it left at the last moment.
    await socket.until((s) => (calls[0]!.reply.end === 'complete' ? answered() : s.left !== 'stays'));
    const atLast = calls[0]!.reply.end === 'complete' ? socket.left : left;
    return { bytes: socket.bytes.subarray(before), left: atLast, calls };
  }
  await socket.send(bytesOf(site));
  await socket.until((s) => s.left !== 'stays' || wholeSince(before + first) !== undefined);
  if (wholeSince(before + first) === undefined)
    return { bytes: socket.bytes.subarray(before), left: socket.left, calls: await simulator.end() };
  return {
    bytes: socket.bytes.subarray(before, before + first),
    left: socket.left,
    second: socket.bytes.subarray(before + first),
    calls: await simulator.end(),
  };
}

export const understood = (site: LawSite, bytes: Buffer) => understand(bytes, 'complete', isHead(site), 'lenient');

/** Does some work on all of a list, several at a time. */
export async function inParallel<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const queue = [...all];
  const worker = async () => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}
