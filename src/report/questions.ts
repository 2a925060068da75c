import { isOpen } from '../run/open.ts';
import type { FindingDocument, RunDocument, TrialDocument } from './document.ts';

/** One of the questions that decide whether a deployment lasts, answered from what a run has seen. */
export interface Question {
  readonly name: 'data' | 'integration' | 'workflow' | 'measurement' | 'ownership';
  readonly asks: string;
  /** `open`: this run cannot tell. */
  readonly state: 'yes' | 'no' | 'open';
  readonly answer: string;
  readonly evidence: readonly string[];
  /** The findings that speak against it. */
  readonly findings: readonly FindingDocument[];
}

/** The five questions of a deployment: data, integration, workflow, measurement, ownership. */
export const questions = (run: RunDocument): Question[] => [
  data(run),
  integration(run),
  workflow(run),
  measurement(run),
  ownership(run),
];

const siteOf = ({ id }: Pick<TrialDocument, 'id'>) => id.split('/')[1] ?? '';
const isMessy = (trial: TrialDocument) => siteOf(trial) === 'input';
const openOf = (run: RunDocument, mine: (finding: FindingDocument) => boolean) =>
  run.findings.filter((finding) => isOpen(finding) && mine(finding));
const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`;
const quoted = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');

/** `41 of 48 held, 5 broke, 2 could not be judged`. */
function tally(trials: readonly TrialDocument[]): string {
  const of = (verdict: TrialDocument['verdict']) => trials.filter((trial) => trial.verdict === verdict).length;
  const [broke, unclear] = [of('broken'), of('inconclusive')];
  return [
    `${of('holds')} of ${trials.length} held`,
    ...(broke > 0 ? [`${broke} broke`] : []),
    ...(unclear > 0 ? [`${unclear} could not be judged`] : []),
  ].join(', ');
}

/** Broken where a finding speaks against it; open where nothing was tried, or not all of it could be judged. */
function stateOf(findings: readonly unknown[], tried: readonly TrialDocument[]): Question['state'] {
  if (findings.length > 0) return 'no';
  return tried.length > 0 && tried.every(({ verdict }) => verdict !== 'inconclusive') ? 'yes' : 'open';
}

function data(run: RunDocument): Question {
  const tried = run.trials.filter(isMessy);
  const ids = new Set(tried.map(({ id }) => id));
  const findings = openOf(run, ({ trials }) => trials.some((id) => ids.has(id)));
  const state = stateOf(findings, tried);
  const levels = [...new Set(tried.map(({ layer }) => layer))];
  return {
    name: 'data',
    asks: 'Does it cope with the data that production sends?',
    state,
    answer: {
      yes: 'Yes: every messy request was served or politely rejected.',
      no: `No: ${count(findings.length, 'finding')} in messy requests.`,
      open: tried.length === 0 ? 'Not known: no messy request was tried.' : 'Not known for certain.',
    }[state],
    evidence: levels.map((level) => `${level}: ${tally(tried.filter(({ layer }) => layer === level))}`),
    findings,
  };
}

function integration(run: RunDocument): Question {
  const tried = run.trials.filter((trial) => !isMessy(trial) && siteOf(trial) !== 'none');
  const ids = new Set(tried.map(({ id }) => id));
  const findings = openOf(run, ({ trials }) => trials.some((id) => ids.has(id)));
  const judged = stateOf(findings, tried);
  const state = judged === 'yes' && run.uncalled.length > 0 ? 'open' : judged;
  const sites = [...new Set(tried.map(siteOf))].filter((site) => !site.includes('+'));
  const both = tried.filter((trial) => siteOf(trial).includes('+'));
  return {
    name: 'integration',
    asks: 'Does it stay reliable when something that it calls fails?',
    state,
    answer: {
      yes: 'Yes: whatever failed, it answered as declared.',
      no: `No: ${count(findings.length, 'finding')} when dependencies failed.`,
      open: tried.length === 0 ? 'Not known: no failure of a dependency was tried.' : 'Not known for certain.',
    }[state],
    evidence: [
      ...sites.map((site) => `${site}: ${tally(tried.filter((trial) => siteOf(trial) === site))}`),
      ...(both.length > 0 ? [`several at once: ${tally(both)}`] : []),
      ...(run.uncalled.length > 0 ? [`never called, and so not tried: ${quoted(run.uncalled)}`] : []),
    ],
    findings,
  };
}

const answerChecks = ['answers-as-declared', 'answers-as-expected', 'streams-honestly', 'no-taint'];

function workflow(run: RunDocument): Question {
  const findings = openOf(run, ({ check }) => answerChecks.includes(check));
  const seen = Object.entries(run.coverage.answers);
  const never = seen.filter(([, times]) => times === 0).map(([name]) => name);
  const state = findings.length > 0 ? 'no' : never.length > 0 || run.trials.length === 0 ? 'open' : 'yes';
  return {
    name: 'workflow',
    asks: 'Can people work with what it answers when not all is well?',
    state,
    answer: {
      yes: 'Yes: every declared answer was seen, and each said honestly what it was.',
      no: `No: ${count(findings.length, 'finding')} in what it answers.`,
      open:
        never.length > 0 ? 'Not known: some of the declared answers were never seen.' : 'Not known: nothing was tried.',
    }[state],
    evidence: [
      ...(seen.length > never.length
        ? [
            `seen: ${seen
              .filter(([, times]) => times > 0)
              .map(([name, times]) => `\`${name}\` ${times} ×`)
              .join(', ')}`,
          ]
        : []),
      ...(never.length > 0 ? [`never seen: ${quoted(never)}`] : []),
    ],
    findings,
  };
}

const costChecks = [
  'bounded-calls',
  'within-deadline',
  'within-latency',
  'backs-off',
  'no-pointless-retry',
  'honours-retry-after',
];

function measurement(run: RunDocument): Question {
  const findings = openOf(run, ({ check }) => costChecks.includes(check));
  const { operations } = run.contract;
  const untimed = operations.filter(({ budget }) => !budget.latency).map(({ name }) => name);
  const gates = run.trials.flatMap(({ latency = [] }) => latency.flatMap((figures) => figures.gates));
  const within = gates.filter(({ verdict }) => verdict === 'within').length;
  const dearest = run.costs.map(({ dependency, healthy, calls }) => ({
    dependency,
    times: calls.spent / healthy.calls,
  }));
  const worst = dearest.reduce<(typeof dearest)[number] | undefined>(
    (most, one) => (one.times > (most?.times ?? 1) ? one : most),
    undefined,
  );
  const state =
    findings.length > 0 ? 'no' : untimed.length > 0 || within < gates.length || gates.length === 0 ? 'open' : 'yes';
  return {
    name: 'measurement',
    asks: 'Are its time and its cost known, and within bounds?',
    state,
    answer: {
      yes: 'Yes: every budget was measured, and holds.',
      no: `No: ${count(findings.length, 'finding')} about time or cost.`,
      open:
        untimed.length > 0
          ? 'Not known: there is no latency budget to measure.'
          : 'Not known: not every latency budget could be judged in this run.',
    }[state],
    evidence: [
      ...(gates.length > 0 ? [`latency budgets: ${within} of ${gates.length} held`] : []),
      ...(untimed.length > 0 ? [`without a latency budget: ${quoted(untimed)}`] : []),
      ...(worst
        ? [`a failing ${worst.dependency} makes a request cost ${worst.times.toFixed(1)} × as many calls`]
        : []),
      ...(run.costs.length > 0 && !worst ? ['no failure makes a request cost more calls'] : []),
    ],
    findings,
  };
}

function ownership({ contract: { owner, escalation, runbook, waivers, operations } }: RunDocument): Question {
  const missing = Object.entries({ owner, escalation, runbook }).flatMap(([name, value]) => (value ? [] : [name]));
  const callers = [...new Set(operations.flatMap(({ from }) => from))];
  return {
    name: 'ownership',
    asks: 'Does somebody answer when it goes wrong?',
    state: missing.length === 0 ? 'yes' : 'no',
    answer:
      missing.length === 0
        ? `Yes: ${owner} does.`
        : `${owner ? 'Not quite' : 'No'}: the contract names no ${missing.join(' and no ')}.`,
    evidence: [
      ...(owner ? [`owner: ${owner}`] : []),
      ...(escalation ? [`escalation: ${escalation}`] : []),
      ...(runbook ? [`runbook: ${runbook}`] : []),
      `callers that rely on it: ${callers.join(', ') || 'none are named'}`,
      ...waivers.map(({ finding, until, owner: by }) => `waived until ${until} by ${by}: ${finding}`),
    ],
    findings: [],
  };
}
