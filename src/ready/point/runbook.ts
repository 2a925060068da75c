import type { Point } from '../point.ts';

export const runbook: Point = {
  name: 'runbook',
  asks: 'is there a runbook, and is it where the contract says?',
  mend: 'Write down what to do when each dependency fails, and name the file: `runbook: docs/triage-runbook.md`.',
  score({ contract: { component }, exists }) {
    const pointer = '/component/runbook';
    const named = component.runbook?.trim();
    if (!named) return { ready: false, told: 'none is named', pointer };
    // Nothing is fetched: an address is believed.
    if (/^https?:\/\//.test(named)) return { ready: true, told: `${named} (an address: not looked at)`, pointer };
    const file = named.split('#')[0]!;
    return exists(file)
      ? { ready: true, told: named, pointer }
      : { ready: false, told: `${named} is not there`, pointer };
  },
};
