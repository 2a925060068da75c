import type { Point } from '../point.ts';

export const owner: Point = {
  name: 'owner',
  asks: 'who answers when the gate is red?',
  mend: 'Name a team that exists: `owner: support-ai`.',
  score({ contract: { component } }) {
    const { owner: named } = component;
    return { ready: Boolean(named?.trim()), told: named?.trim() || 'nobody is named', pointer: '/component/owner' };
  },
};
