import picomatch from 'picomatch';
import type { Waiver } from '../contract.ts';
import { suggest } from '../nearest.ts';
import { isOver } from '../waiver.ts';
import { type Complaint, type Draft, type Rule, writtenNames } from './rule.ts';

export const waiverCurrent: Rule = {
  name: 'waiver-current',
  summary: 'a waiver is not past its last day, and names a finding that can exist',
  *check(draft) {
    for (const [i, waiver] of draft.contract.waivers.entries()) {
      if (isOver(waiver, draft.today))
        yield {
          pointer: `/waivers/${i}/until`,
          severity: 'expired',
          message: `The waiver for \`${waiver.finding}\` ended on ${waiver.until}; ${waiver.owner || 'nobody'} owns it.`,
          remedy: 'Mend the finding, or agree on a new date.',
        };
      yield* findable(draft, waiver, `/waivers/${i}/finding`);
    }
  },
};

function* findable(draft: Draft, { finding }: Waiver, pointer: string): Generator<Complaint> {
  const parts = finding.split('/');
  if (parts.includes('') || (parts.length !== 4 && !finding.includes('**'))) {
    yield {
      pointer,
      message: `\`${finding}\` is not the name of a finding.`,
      remedy: 'Write <operation>/<dependency>/<fault>/<check>; globs are allowed.',
    };
    return;
  }
  if (parts.length !== 4) return;
  const { faults, messes, outages, checks } = draft.vocabulary;
  const known = [
    ...(draft.lost('/upstream')
      ? []
      : [{ what: 'operation', part: parts[0]!, names: writtenNames(draft, '/upstream') }]),
    parts[1] === 'input'
      ? { what: 'mess kind', part: parts[2]!, names: messes }
      : {
          what: 'fault',
          part: parts[2]!,
          names: [...faults, ...outages, ...(/^[\w-]+$/.test(parts[1]!) ? [] : messes), 'healthy'],
        },
    { what: 'check', part: parts[3]!, names: checks },
  ];
  for (const { what, part, names } of known) {
    if (names.some((name) => picomatch.isMatch(name, part))) continue;
    yield {
      pointer,
      severity: 'warning',
      message: `\`${finding}\` can match no finding: there is no ${what} "${part}".`,
      remedy: suggest(part, names, 'There are'),
    };
  }
}
