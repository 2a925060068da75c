import { isOpen } from '../run/open.ts';
import type { Finding, RunResult } from '../run/result.ts';

/** The findings that fail a run. */
export const openFindings = ({ findings }: RunResult): Finding[] => findings.filter(isOpen);

/** Those that a waiver covers, or a baseline knows. */
export const setAsideFindings = ({ findings }: RunResult): Finding[] => findings.filter((one) => !isOpen(one));
