import type { Waiver } from './contract.ts';

/** A waiver counts until the end of its last day, wherever on earth: days are those of UTC. */
export const isOver = ({ until }: Pick<Waiver, 'until'>, today: Date): boolean =>
  until < today.toISOString().slice(0, 10);
