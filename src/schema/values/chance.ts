import type fc from 'fast-check';

/** Where the values of one draw come from, and how much it may still cost. */
export interface Chance {
  readonly random: fc.Random;
  /** Each difficult place is checked as it is drawn: dearer, but not one miss spoils the whole value. */
  readonly strict: boolean;
  /** Words and ordinary numbers instead of corners: what a reader expects to see. */
  readonly plain: boolean;
  /** How many more places may be visited. */
  left: number;
}

export const upTo = ({ random }: Chance, most: number): number => (most <= 0 ? 0 : random.nextInt(0, most));
export const pick = <T>(chance: Chance, from: readonly T[]): T => from[upTo(chance, from.length - 1)]!;
/** True once in `n` times. */
export const once = ({ random }: Chance, n: number): boolean => random.nextInt(1, n) === 1;

/** A draw that came to nothing: another may not. `final`: none ever will. */
export class DeadEnd extends Error {
  readonly pointer: string;
  readonly final: boolean;

  constructor(pointer: string, reason: string, final = false) {
    super(reason);
    this.pointer = pointer;
    this.final = final;
  }
}
