import { step } from '../../contract/pointer.ts';
import { type Point, some } from '../point.ts';

export const examples: Point = {
  name: 'examples',
  asks: 'is there a real request of each operation that takes something?',
  mend: 'Put one that production has seen under `examples`: invented values find less.',
  score({ contract: { upstream } }) {
    const bare = Object.values(upstream).filter(({ accepts }) => {
      const takes = accepts.body !== undefined || [accepts.path, accepts.query].some((p) => Object.keys(p).length > 0);
      return takes && accepts.examples.length === 0;
    });
    const count = Object.values(upstream).reduce((n, { accepts }) => n + accepts.examples.length, 0);
    const told =
      bare.length > 0
        ? `none of ${some(bare.map(({ name }) => name))}`
        : count === 0
          ? 'no operation takes anything'
          : `${count}`;
    return { ready: bare.length === 0, told, pointer: bare[0] ? step('/upstream', bare[0].name) : '/upstream' };
  },
};
