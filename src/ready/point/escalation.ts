import type { Point } from '../point.ts';

export const escalation: Point = {
  name: 'escalation',
  asks: 'where is help to be had when the owner does not answer?',
  mend: 'Name a channel or a rota: `escalation: "#support-ai-oncall"`.',
  score({ contract: { component } }) {
    const { escalation: named } = component;
    return {
      ready: Boolean(named?.trim()),
      told: named?.trim() || 'nothing is named',
      pointer: '/component/escalation',
    };
  },
};
