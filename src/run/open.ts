import type { Finding } from './result.ts';

/** Whether a finding fails the gate: no waiver covers it, and no baseline knows it. */
export const isOpen = ({ waiver, known }: Pick<Finding, 'waiver' | 'known'>): boolean =>
  (!waiver || waiver.expired === true) && !known;
