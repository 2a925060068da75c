import picomatch from 'picomatch';
import { suggest } from '../nearest.ts';
import { type Rule, writtenNames } from './rule.ts';

export const waiverCurrent: Rule = {
  name: 'waiver-current',
  summary: 'a waiver is not past its last day, and names a finding that can exist',
  *check(draft) {
    const { contract, vocabulary, today } = draft;
    for (const [i, waiver] of contract.waivers.entries()) {
      const pointer = `/waivers/${i}`;
      if (waiver.until < today.toISOString().slice(0, 10)) {
        yield {
          pointer: `${pointer}/until`,
          severity: 'expired',
          message: `the waiver for \`${waiver.finding}\` ended on ${waiver.until}; ${waiver.owner} owns it.`,
          remedy: 'Mend the finding, or agree on a new date.',
        };
      }
      const parts = waiver.finding.split('/');
      if (parts.length !== 4 && !waiver.finding.includes('**')) {
        yield {
          pointer: `${pointer}/finding`,
          message: `\`${waiver.finding}\` is not the name of a finding.`,
          remedy: 'Write <operation>/<dependency>/<fault>/<check>; globs are allowed.',
        };
        continue;
      }
      const known = [writtenNames(draft, 'upstream'), undefined, [...vocabulary.faults, 'healthy'], vocabulary.checks];
      for (const [n, names] of parts.length === 4 ? known.entries() : []) {
        if (!names || names.some((name) => picomatch.isMatch(name, parts[n]!))) continue;
        yield {
          pointer: `${pointer}/finding`,
          message: `\`${waiver.finding}\` can match no finding: there is no ${['operation', '', 'fault', 'check'][n]} "${parts[n]}".`,
          remedy: suggest(parts[n]!, names, 'Known are'),
        };
      }
    }
  },
};
