import type { Contract, Waiver } from '../../src/contract/contract.ts';
import { toBody } from '../../src/observation/body.ts';
import type { ReporterKind, Sink } from '../../src/report/reporter.ts';
import { isOpen } from '../../src/run/open.ts';
import type { Finding, RunResult, TrialResult } from '../../src/run/result.ts';
import { call, contract as declared, observation, scheduled, struck } from '../check/observed.ts';

export const asker: Contract = { ...declared(), file: 'contracts/asker.contract.yaml' };

export interface Told {
  /** Counts findings apart: id, name and trial are made of it. */
  readonly n?: number;
  /** What the component says, wherever it says something. */
  readonly says?: string;
  readonly check?: string;
  readonly cites?: string;
  readonly waiver?: Waiver;
  readonly known?: true;
  readonly confirmed?: Finding['confirmed'];
}

/** A finding of a case in which `llm` failed and the component said something. */
export function finding({
  n = 1,
  says = 'fine',
  check = 'answers-as-expected',
  cites = '/downstream/llm/on-failure',
  waiver,
  known,
  confirmed = { failed: 3, played: 3 },
}: Told = {}): Finding {
  const schedule = [scheduled('cut-body', { recurs: 'every' })];
  const seen = observation({
    schedule,
    request: { method: 'POST', target: '/ask', headers: [], body: toBody(Buffer.from(says.slice(0, 1000))) },
    answer: { kind: 'response', status: 200, headers: [['x-said', says]], body: toBody(Buffer.from(says)), ended: 9 },
    calls: [call({ end: 'closed', ...struck('cut-body', 'lost', { detail: `41 of 212 bytes ${says}` }) })],
    aftermath: {
      recovered: 5,
      waited: 5,
      output: `started\n${says}\nError: ${says}\n`,
      exit: { code: 1, signal: null },
    },
  });
  const trial = `ask/llm/cut-body/${n}`;
  return {
    id: (0xabc000 + n).toString(16),
    name: `ask/llm/cut-body/${check}`,
    check,
    operation: 'ask',
    dependency: 'llm',
    judgement: {
      verdict: 'broken',
      told: `The component answered \`ok\`: ${says}`,
      expected: `\`degraded\`, not ${says}`,
      cites,
      shape: 'ok',
    },
    observation: { ...seen, case: { ...seen.case, id: `${trial}#1` } },
    healthyCalls: { 'llm.chat': 1 },
    trials: [trial, `ask/llm/silence/${n}`],
    shrunk: { steps: 3, from: seen.case },
    confirmed,
    ...(waiver ? { waiver } : {}),
    ...(known ? { known } : {}),
  };
}

const trialsOf = (findings: readonly Finding[]): TrialResult[] =>
  findings.flatMap(({ trials, check }) =>
    trials.map((id) => ({ id, verdict: 'broken', cases: 1, took: 1234, broken: [check] }) as const),
  );

/** A run with these findings, which holds where there are none but waived ones. */
export function result(findings: readonly Finding[], change: Partial<RunResult> = {}): RunResult {
  const held = { id: 'ask/none/healthy', verdict: 'holds', cases: 1, took: 12, broken: [] } as const;
  return {
    contract: asker,
    seed: 7,
    profile: 'quick',
    verdict: findings.some(isOpen) ? 'broken' : 'holds',
    trials: [held, ...trialsOf(findings)],
    findings,
    omitted: [],
    uncalled: [],
    remembered: [],
    waivers: [],
    coverage: { planned: 3, met: 3, answers: { 'ask.ok': 3 } },
    costs: [],
    timing: { began: Date.UTC(2026, 0, 2, 3, 4, 5), took: 4321, rigs: 2, cases: 5, added: 0.5 },
    ...change,
  };
}

export const waiver = (because = 'the gateway is replaced'): Waiver => ({
  finding: 'ask/llm/*/*',
  because,
  owner: 'ask-team',
  until: '2027-01-31',
});

/** What a reporter writes of these runs. */
export function written(kind: ReporterKind, results: readonly RunResult[], change: Partial<Sink> = {}): string {
  let text = '';
  const write = (more: string) => {
    text += more;
  };
  kind.open({ write, live: false, width: 100, colour: false, now: () => 0, ...change }).end(results);
  return text;
}

/** Runs of every way to end, and their names. */
export const endings: readonly (readonly [string, RunResult])[] = [
  ['that holds', result([])],
  ['with a finding', result([finding()])],
  ['with one that is waived', result([finding({ waiver: waiver() })])],
  ['with one that is known', result([finding({ known: true })])],
  ['with one whose waiver has expired', overdue('findings')],
  ['with an expired waiver that covers nothing', overdue('nothing')],
  ['with one that was not seen again', result([finding({ confirmed: { failed: 1, played: 3 } })])],
  ['with a trial that was inconclusive', withTrial({ verdict: 'inconclusive', because: 'the machine was too busy' })],
  ['of a component that was not launched', stopped('not launched', 'it ended with exit code 1')],
  ['that was interrupted', { ...stopped('interrupted', 'It was interrupted.'), trials: result([]).trials }],
  ['that was only planned', stopped('planned only', '12 trials planned')],
];

function overdue(covers: 'findings' | 'nothing'): RunResult {
  const over: Waiver = { ...waiver(), until: '2025-01-31', expired: true };
  return result(covers === 'findings' ? [finding({ waiver: over })] : [], { waivers: [{ ...over, covers }] });
}

function withTrial(change: Pick<TrialResult, 'verdict' | 'because'>): RunResult {
  const { trials } = result([]);
  return result([], {
    verdict: 'inconclusive',
    trials: [...trials, { id: 'ask/llm/silence/first', cases: 1, took: 5, broken: [], ...change }],
  });
}

export function stopped(why: NonNullable<RunResult['stopped']>['why'], detail: string, output = ''): RunResult {
  return result([], { verdict: 'inconclusive', trials: [], stopped: { why, detail, output } });
}

const markup = [
  '<script>alert(1)</script><img src=x onerror=alert(1)> <!-- </details> </code></pre> ]]> <![CDATA[',
  '@octocat @org/team #123 GH-1 !7 $8 %milestone ~label org/repo#5 user@example.com 0123456789abcdef deadbeef :smile:',
  '[link](http://evil.example) ![image](http://evil.example/x.png) http://evil.example www.evil.example <http://e.example>',
  '**bold** _it_ ~~no~~ `tick` ``` # head | cell || \\| *x* $a^2$ [^1] ~~~',
  '::error file=x::pwned ##[add-mask]fine ::stop-commands::x %0A::warning::y %25 %3A',
  '/close /label ~bug',
];

/** What components say that is dangerous to show, by what it is. */
export const hostile: readonly (readonly [string, string])[] = [
  ['markup', markup.join(' ')],
  ['markup on lines of its own', `\n\`\`\`\n${markup.join('\n')}\n\n# head\n\n- item\n\`\`\`\n~~~\n`],
  ['control characters', '\u0000\u0007\u001b[31mred\u001b[0m\r\n\t\u009b2J\u2028\u2029\ufffe\uffff'],
  ['halves of characters', '\ud83d and \udc00 ]]>'],
  ['other directions', '\u202egnp.exe\u2066\u061c \u200f'],
  ['invalid UTF-8', Buffer.from([0xc3, 0x28, 0xf0, 0x9f, 0x22, 0xff, 0xfe]).toString()],
  ['five megabytes', '`é|@a '.repeat(900_000)],
  ['nothing', ''],
];

/** A run in which all that can come from a component or a contract says this. */
export function saying(says: string): RunResult {
  const short = says.slice(0, 2000);
  const file = `contracts/${short.slice(0, 60).replaceAll(/[\0/]/g, '')}.yaml`;
  const component = { ...asker.component, owner: short, runbook: short, summary: short };
  const open = finding({ says });
  const waived = finding({ n: 2, says, check: 'stays-up', waiver: waiver(short) });
  const trials = [...trialsOf([open, waived])];
  const over = { ...waiver(short), finding: short, expired: true, covers: 'nothing' } as const;
  return result([open, waived], {
    waivers: [over],
    contract: { ...asker, file, component },
    trials: [
      ...trials,
      { id: 'ask/llm/x/first', verdict: 'inconclusive', cases: 1, took: 1, broken: [], because: short },
    ],
  });
}
