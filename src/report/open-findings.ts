import type { Finding, RunResult } from '../run/result.ts';

/** The findings that no waiver covers: those that fail a run. */
export const openFindings = ({ findings }: RunResult): Finding[] => findings.filter(({ waiver }) => !waiver);

/** Those that one does. */
export const waivedFindings = ({ findings }: RunResult): Finding[] => findings.filter(({ waiver }) => waiver);
