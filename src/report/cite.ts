import type { Contract } from '../contract/contract.ts';
import { steps } from '../contract/pointer.ts';

/** Where a line of the contract stands: the nearest that was written, if it was left to a default. */
export function cite(
  { file, places }: Contract,
  pointer: string,
): {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly what: string;
  readonly written: boolean;
} {
  for (let p = pointer; ; p = p.slice(0, p.lastIndexOf('/'))) {
    const place = places[p];
    if (place) return { file, ...place, what: steps(pointer).join('.'), written: p === pointer };
    if (p === '') return { file, line: 1, column: 1, what: steps(pointer).join('.'), written: false };
  }
}
