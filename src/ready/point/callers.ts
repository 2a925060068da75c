import { type Point, some } from '../point.ts';

export const callers: Point = {
  name: 'callers',
  asks: 'is it known who relies on each operation?',
  mend: 'Name them with `from`: `shakedown diff` then says whom a change breaks.',
  score({ contract: { upstream } }) {
    const unnamed = Object.values(upstream).filter(({ from }) => from.length === 0);
    const names = [...new Set(Object.values(upstream).flatMap(({ from }) => from))];
    const told = unnamed.length > 0 ? `nobody is named for ${some(unnamed.map(({ name }) => name))}` : some(names);
    return { ready: unnamed.length === 0, told, pointer: unnamed[0] ? `/upstream/${unnamed[0].name}` : '/upstream' };
  },
};
