import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { XMLValidator } from 'fast-xml-parser';
import { points } from '../../src/ready/index.ts';
import type { Evidence, Played } from '../../src/ready/point.ts';
import { badge } from '../../src/report/badge.ts';
import { loadContract } from '../../src/run/load.ts';
import { Folder, sound, today } from '../contract/linted.ts';

const played: Played = {
  file: 'report.json',
  verdict: 'holds',
  open: 0,
  trials: 90,
  inconclusive: 0,
  answers: { 'classify.ok': 9, 'classify.degraded': 1, 'classify.rejected': 1, 'classify.unavailable': 1 },
  uncalled: [],
};

const finished = sound
  .replace(
    'owner: support-ai\n  launch',
    'owner: support-ai\n  escalation: "#oncall"\n  runbook: docs/runbook.md\n  launch',
  )
  .replace('on-failure: degraded\n    operations', 'on-failure: degraded\n    recovers-within: 5s\n    operations');

function evidence(from = '', to = '', more: Partial<Evidence> = {}): Evidence {
  if (!finished.includes(from)) throw new Error(`The contract does not hold "${from}".`);
  using folder = new Folder({ 'a.contract.yaml': finished.replace(from, () => to) });
  const { contract, problems } = loadContract(join(folder.path, 'a.contract.yaml'), today);
  if (!contract) throw new Error(problems.map((p) => p.message).join('\n'));
  return { contract, problems, exists: (path) => path === 'docs/runbook.md', played, ...more };
}

const open = (one: Evidence) =>
  points.flatMap(({ name, score }) => {
    const { ready, told } = score(one);
    return ready ? [] : [`${name}: ${told}`];
  });

const rows: readonly (readonly [what: string, says: readonly string[], ...evidence: Parameters<typeof evidence>])[] = [
  ['nothing', []],
  [
    'a warning of lint',
    [
      'lint: 1, the first in FILE:59: `clasify/llm/silence/within-deadline` can match no finding: there is no operation "clasify".',
    ],
    'finding: classify',
    'finding: clasify',
  ],
  ['no owner', ['owner: nobody is named'], '  owner: support-ai\n  escalation', '  escalation'],
  ['an escalation of blanks', ['escalation: nothing is named'], '"#oncall"', '" "'],
  ['a runbook that is not there', ['runbook: docs/other.md is not there'], 'docs/runbook.md', 'docs/other.md'],
  ['an address as runbook', [], 'docs/runbook.md', 'https://wiki.example/runbook'],
  ['no callers', ['callers: nobody is named for classify'], '    from: [helpdesk]\n', ''],
  [
    'no example',
    ['examples: none of classify'],
    '      examples:\n        - { path: { id: a }, body: { subject: hi } }\n',
    '',
  ],
  ['a default deadline', ['budgets: not declared: deadline of classify'], '      deadline: 2s\n', ''],
  [
    'a default recovery',
    ['degraded-paths: not declared: recovers-within of llm'],
    '    recovers-within: 5s\n  search',
    '  search',
  ],
  [
    'an expired waiver',
    ['waivers: classify/llm/silence/within-deadline (support-ai, ended on 2020-01-31)'],
    '2099-01-31',
    '2020-01-31',
  ],
  [
    'no run',
    ['last-run: there is no report', 'coverage: there is no report'],
    '',
    '',
    { played: 'there is no report' },
  ],
  [
    'a broken run',
    ['last-run: broken, 2 findings, 90 trials (report.json)'],
    '',
    '',
    { played: { ...played, verdict: 'broken', open: 2 } },
  ],
  [
    'a part of a run',
    ['last-run: holds, 90 trials – only x was played (report.json)'],
    '',
    '',
    { played: { ...played, stopped: 'only x was played' } },
  ],
  [
    'a run of another contract',
    ['last-run: holds, 90 trials – the contract has changed since (report.json)'],
    '',
    '',
    { played: { ...played, outdated: true } },
  ],
  ['a run of nothing', ['last-run: holds, 0 trials (report.json)'], '', '', { played: { ...played, trials: 0 } }],
  [
    'an answer that was never seen, and a dependency that was never called',
    ['coverage: never seen: classify.degraded; never called: llm'],
    '',
    '',
    { played: { ...played, answers: { ...played.answers, 'classify.degraded': 0 }, uncalled: ['llm'] } },
  ],
];

describe('the scorecard', () => {
  it.each(rows)('tells of %s', (_, says, ...given) => {
    const told = open(evidence(...given)).map((line) => line.replace(/in \S*a\.contract\.yaml/, 'in FILE'));
    expect(told).toEqual(says);
  });

  it('has a row for each of its points', () => {
    const seen = rows.flatMap(([, says]) => says.map((line) => line.split(':')[0]));
    expect(points.map(({ name }) => name).filter((name) => !seen.includes(name))).toEqual([]);
  });
});

describe('the badge', () => {
  it('is well-formed, refers to nothing and runs nothing, whatever is written on it', () => {
    const svg = badge('a<script>&"', '8 of 11\u0000', 'red');
    expect(XMLValidator.validate(svg)).toBe(true);
    expect(svg).not.toMatch(/<script|href|url\(|\bon\w+=/);
    expect(svg).toContain('<title>a&lt;script&gt;&amp;&quot;: 8 of 11\\u0000</title>');
  });
});
