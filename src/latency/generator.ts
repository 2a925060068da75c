// Looked up once: in a sandbox, such as that of a test runner, each look at a global takes its time.
const { imul } = Math;

/** Numbers from 0 to 1 that a seed decides: for resampling, where there are too many of them to hash each (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
}
