import { describe, expect, it } from '@jest/globals';
import { type Change, changed } from '../linted.ts';

const changes: readonly Change[] = [
  {
    change: ['until: 2099-01-31', 'until: 2026-05-31'],
    says: [
      'a.contract.yaml:59:12: expired: The waiver for `classify/llm/silence/within-deadline` ended on 2026-05-31; support-ai owns it. Mend the finding, or agree on a new date. [waiver-current]',
    ],
  },
  {
    change: ['until: 2099-01-31', 'until: 2026-06-01'],
    says: [],
  },
  {
    change: ['finding: classify/llm', 'finding: clasify/llm'],
    says: [
      'a.contract.yaml:56:14: warning: `clasify/llm/silence/within-deadline` can match no finding: there is no operation "clasify". Did you mean "classify"? [waiver-current]',
    ],
  },
  {
    change: ['/silence/within', '/silense/within'],
    says: [
      'a.contract.yaml:56:14: warning: `classify/llm/silense/within-deadline` can match no finding: there is no fault "silense". Did you mean "silence"? [waiver-current]',
    ],
  },
  {
    change: ['/within-deadline', '/within-dedline'],
    says: [
      'a.contract.yaml:56:14: warning: `classify/llm/silence/within-dedline` can match no finding: there is no check "within-dedline". Did you mean "within-deadline"? [waiver-current]',
    ],
  },
  {
    change: ['classify/llm/silence/within-deadline', 'classify/llm/silence'],
    says: [
      'a.contract.yaml:56:14: error: `classify/llm/silence` is not the name of a finding. Write <operation>/<dependency>/<fault>/<check>; globs are allowed. [waiver-current]',
    ],
  },
  {
    change: ['classify/llm/silence/within-deadline', 'classify/llm//within-deadline'],
    says: [
      'a.contract.yaml:56:14: error: `classify/llm//within-deadline` is not the name of a finding. Write <operation>/<dependency>/<fault>/<check>; globs are allowed. [waiver-current]',
    ],
  },
  {
    change: ['finding: classify/llm/silence/within-deadline', "finding: '*/llm/{silence,refused}/*'"],
    says: [],
  },
  {
    change: ['finding: classify/llm/silence/within-deadline', "finding: '**'"],
    says: [],
  },
  {
    change: [
      'waivers:\n',
      'waivers:\n  - none\n  - { finding: classify/llm/silence/within-dedline, because: a, owner: b, until: 2020-01-01 }\n',
    ],
    says: [
      'a.contract.yaml:56:5: error: `waivers[0]` is "none"; it must be a map with finding, because, owner, until. Write `{ finding: classify/llm/silence/within-deadline, because: the upgrade is planned, owner: support-ai, until: 2027-01-31 }`. [shape]',
      'a.contract.yaml:57:16: warning: `classify/llm/silence/within-dedline` can match no finding: there is no check "within-dedline". Did you mean "within-deadline"? [waiver-current]',
      'a.contract.yaml:57:82: expired: The waiver for `classify/llm/silence/within-dedline` ended on 2020-01-01; b owns it. Mend the finding, or agree on a new date. [waiver-current]',
    ],
  },
  {
    change: [
      '    because: The upgrade is planned.\n    owner: support-ai\n    until: 2099-01-31',
      '    until: 2020-01-31',
    ],
    says: [
      'a.contract.yaml:56:5: error: `waivers[0]` has no `because`: the reason. Add `because: the upgrade is planned`. [missing-key]',
      'a.contract.yaml:56:5: error: `waivers[0]` has no `owner`: who removes it. Add `owner: support-ai`. [missing-key]',
      'a.contract.yaml:57:12: expired: The waiver for `classify/llm/silence/within-deadline` ended on 2020-01-31; nobody owns it. Mend the finding, or agree on a new date. [waiver-current]',
    ],
  },
];

describe('waiver-current', () => {
  it.each(changes)('$change.1', ({ change: [from, to], files, says }) => {
    expect(changed(from, to, files)).toEqual(says);
  });
});
