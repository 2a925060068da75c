import { type Point, some } from '../point.ts';

export const waivers: Point = {
  name: 'waivers',
  asks: 'is no waiver past its last day?',
  mend: 'Mend what it excused, or agree on a new date with its owner.',
  score({ contract }) {
    const over = contract.waivers.filter(({ expired }) => expired);
    const open = contract.waivers.map(
      ({ finding, until, owner, expired }) => `${finding} (${owner}, ${expired ? 'ended on' : 'until'} ${until})`,
    );
    const first = contract.waivers.findIndex(({ expired }) => expired);
    return {
      ready: over.length === 0,
      told: open.length === 0 ? 'none' : some(open),
      pointer: first === -1 ? '/waivers' : `/waivers/${first}`,
    };
  },
};
