import pc from 'picocolors';
import type { Finding, RunResult, TrialResult } from '../run/result.ts';
import { version } from '../version.ts';
import { expiredText, standing } from './gate-text.ts';
import { openFindings } from './open-findings.ts';
import { excerpt, lastWords } from './printable.ts';
import type { ReporterKind } from './reporter.ts';
import { findingLines } from './terminal/finding.ts';
import { xml } from './xml.ts';

// Jenkins, GitLab and the actions of GitHub each read a part of this: GitLab the text of an outcome and not its message,
// Jenkins one outcome of a test case and no more. The order of elements is that of Jenkins' first schema.

// Of a sentence.
const longest = 1000;

/** One testsuite a contract, one testcase a trial. What is inconclusive is an error: CI systems show it, and it is not green. */
export const junit: ReporterKind = {
  name: 'junit',
  summary: 'for CI systems: JUnit XML, one testcase a trial',
  extension: 'xml',
  open: (sink) => ({
    on: () => {},
    end: (results) => {
      const suites = results.map(suiteOf);
      sink.write(
        `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="shakedown" ${totals(suites)}>\n${suites.map(suiteText).join('')}</testsuites>\n`,
      );
    },
  }),
};

interface Suite {
  readonly result: RunResult;
  readonly cases: readonly Testcase[];
  /** Milliseconds. */
  readonly took: number;
}

interface Testcase {
  readonly place: string;
  readonly name: string;
  readonly took: number;
  readonly outcome?: Outcome;
  /** What the component wrote. */
  readonly output?: readonly string[];
}

interface Outcome {
  readonly kind: 'failure' | 'error' | 'skipped';
  readonly type: string;
  readonly message: string;
  readonly text?: string;
}

function suiteOf(result: RunResult): Suite {
  const told = new Map<Finding, string>();
  const cases = result.trials.map((trial) => caseOf(result, trial, told));
  return { result, cases: [...cases, ...expired(result), ...endOf(result)], took: result.timing.took };
}

function caseOf(result: RunResult, trial: TrialResult, told: Map<Finding, string>): Testcase {
  const [operation, site, ...rest] = trial.id.split('/') as [string, string, ...string[]];
  const base = { place: `${operation}.${site}`, name: rest.join('/'), took: trial.took };
  if (trial.verdict === 'holds') return base;
  if (trial.verdict !== 'broken')
    return { ...base, outcome: { kind: 'error', type: trial.verdict, message: trial.because ?? trial.verdict } };
  const hit = (finding: Finding) => finding.trials.includes(trial.id);
  const open = openFindings(result).filter(hit);
  if (open.length > 0) return { ...base, ...failure(result, trial, open, told) };
  const aside = result.findings.filter(hit).flatMap(standing);
  const message = aside.map(([what, said]) => `${what}: ${said}`).join('; ');
  return {
    ...base,
    outcome: message
      ? { kind: 'skipped', type: 'aside', message }
      : { kind: 'failure', type: trial.broken[0] ?? 'broken', message: `broken: ${trial.broken.join(', ')}` },
  };
}

/** All that a trial broke. The smallest case of a finding is told once: of some, hundreds of trials tell the same. */
function failure({ contract }: RunResult, trial: TrialResult, open: readonly Finding[], told: Map<Finding, string>) {
  const [first] = open as [Finding];
  const blocks = open.map((finding) => {
    const already = told.get(finding);
    if (already)
      return [
        `✗ ${finding.check}: ${excerpt(finding.judgement.told, longest)}`,
        `  expected   ${excerpt(finding.judgement.expected, longest)}`,
        `  smallest   told at ${already}`,
        `  replay     npx shakedown replay ${finding.id}`,
      ];
    told.set(finding, trial.id);
    return findingLines(contract, finding, 100, pc.createColors(false));
  });
  const more = open.length > 1 ? ` (and ${open.length - 1} more: ${open.slice(1).map(({ check }) => check)})` : '';
  const { output } = first.observation.aftermath;
  return {
    outcome: {
      kind: 'failure',
      type: first.check,
      message: `${first.judgement.told}${more}`,
      text: blocks.map((lines) => lines.join('\n')).join('\n\n'),
    } as const,
    ...(output.trim() ? { output: lastWords(output, 20) } : {}),
  };
}

/** A waiver that has expired fails the gate also where no trial does. */
const expired = ({ waivers }: RunResult): Testcase[] =>
  waivers
    .filter((waiver) => waiver.expired)
    .map((waiver) => ({
      place: 'waivers',
      name: waiver.finding,
      took: 0,
      outcome: { kind: 'failure', type: 'expired', message: expiredText(waiver) },
    }));

const meant: readonly string[] = ['planned only', 'nothing selected', 'first finding', 'empty shard'];

/** What became of the run itself, where it did not come to its end. */
function endOf({ contract, trials, stopped }: RunResult): Testcase[] {
  if (!stopped && trials.length > 0) return [];
  const [type, message] = stopped ? [stopped.why, stopped.detail] : ['inconclusive', 'nothing was tried'];
  return [
    {
      place: contract.component.name,
      name: 'run',
      took: 0,
      outcome: { kind: meant.includes(type) ? 'skipped' : 'error', type, message },
      ...(stopped?.output?.trim() ? { output: lastWords(stopped.output, 20) } : {}),
    },
  ];
}

const seconds = (took: number) => (took / 1000).toFixed(3);

/** `skipped`: the element for all of them has no such attribute. */
function totals(suites: readonly Suite[], skipped = ''): string {
  const cases = suites.flatMap((suite) => suite.cases);
  const time = seconds(suites.reduce((sum, { took }) => sum + took, 0));
  return `tests="${cases.length}" failures="${countOf(cases, 'failure')}" errors="${countOf(cases, 'error')}"${skipped} time="${time}"`;
}

const countOf = (cases: readonly Testcase[], kind: Outcome['kind']) =>
  cases.filter(({ outcome }) => outcome?.kind === kind).length;

function suiteText(suite: Suite): string {
  const { contract, seed, profile, timing } = suite.result;
  const { name, owner, escalation, runbook } = contract.component;
  const about = { contract: contract.file, seed, profile, shakedown: version, owner, escalation, runbook };
  const properties = Object.entries(about).flatMap(([key, value]) =>
    value === undefined ? [] : [`      <property name="${key}" value="${xml(String(value))}"/>\n`],
  );
  return [
    `  <testsuite name="${xml(`${name} (${contract.file})`)}" ${totals([suite], ` skipped="${countOf(suite.cases, 'skipped')}"`)} timestamp="${new Date(timing.began).toISOString().slice(0, 19)}">\n`,
    `    <properties>\n${properties.join('')}    </properties>\n`,
    ...suite.cases.map((one) => caseText(name, one)),
    '  </testsuite>\n',
  ].join('');
}

function caseText(component: string, { place, name, took, outcome, output }: Testcase): string {
  const open = `    <testcase classname="${xml(place === component ? component : `${component}.${place}`)}" name="${xml(name)}" time="${seconds(took)}"`;
  const inner = [
    ...(outcome ? [outcomeText(outcome)] : []),
    ...(output ? [`      <system-out>${xml(output.join('\n'))}</system-out>\n`] : []),
  ];
  return inner.length > 0 ? `${open}>\n${inner.join('')}    </testcase>\n` : `${open}/>\n`;
}

/** Why something was skipped stands in its text alone: all of them read that, and the schema allows no attribute. */
function outcomeText({ kind, type, message, text }: Outcome): string {
  const said = excerpt(message, longest);
  if (kind === 'skipped') return `      <skipped>${xml(said)}</skipped>\n`;
  return `      <${kind} type="${xml(type)}" message="${xml(said)}">${xml(text ?? said)}</${kind}>\n`;
}
