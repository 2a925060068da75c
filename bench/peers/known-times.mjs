import { createHash } from 'node:crypto';

const sigma = 0.3;
const p50 = 40;

/** The time that the component takes for a request, in milliseconds: lognormal, by Box and Muller. */
export function timeOf(request) {
  const drawn = createHash('sha256').update(`${request}`).digest();
  const [a, b] = [drawn.readUInt32LE(0), drawn.readUInt32LE(4)].map((n) => (n + 0.5) / 2 ** 32);
  return p50 * Math.exp(sigma * Math.sqrt(-2 * Math.log(a)) * Math.cos(2 * Math.PI * b));
}

/** When a request is answered that arrives at a time and takes so long: not while the component stands still. */
export function longest(arrived, own, { period, stall }) {
  const since = arrived % period;
  return Math.max(arrived + own, since < stall ? arrived - since + stall : 0);
}
