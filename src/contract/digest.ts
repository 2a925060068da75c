import { createHash } from 'node:crypto';
import type { Contract } from './contract.ts';

/** The same for contracts that promise and need the same: who owns it, and what is waived, has no part in it. */
export const digestOf = ({ upstream, downstream }: Contract): string =>
  createHash('sha256')
    .update(JSON.stringify([upstream, downstream]))
    .digest('hex')
    .slice(0, 16);
