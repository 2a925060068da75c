import { readFileSync } from 'node:fs';
import type { Contract } from '../contract/contract.ts';
import { type MessProfile, parseMessProfile } from '../mess/profile.ts';

export const messProfileOption = {
  'mess-profile': {
    type: 'string',
    describe: 'try most the mess of real traffic: a file that `learn` wrote',
  },
} as const;

/** Reads the profile that was named, for one of some contracts. A string says why it cannot be used. */
export function readMessProfile(file: string, contracts: readonly Contract[]): MessProfile | string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return `--mess-profile ${file} cannot be read: ${(error as NodeJS.ErrnoException).code}. \`shakedown learn <traffic>\` writes one.`;
  }
  const profile = parseMessProfile(text);
  if (typeof profile === 'string')
    return `--mess-profile ${file} ${profile}. \`shakedown learn <traffic>\` writes one.`;
  const names = contracts.map(({ component }) => component.name);
  return names.includes(profile.contract)
    ? profile
    : `--mess-profile ${file} is of another component, not of ${names.join(' or ')}. \`shakedown learn <traffic> <contract>\` writes one for it.`;
}
