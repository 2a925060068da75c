import pc from 'picocolors';
import type { Finding, RunResult } from '../run/result.ts';
import { againCommand } from './again.ts';
import { cite } from './cite.ts';
import { expectedText, findingTitle, usualFix } from './finding-texts.ts';
import { expiredText } from './gate-text.ts';
import { markdownReport } from './markdown.ts';
import { openFindings } from './open-findings.ts';
import { printable } from './printable.ts';
import type { ReporterKind, Sink } from './reporter.ts';
import { repositoryPath } from './repository-path.ts';
import { verdictLine } from './terminal/summary.ts';
import { type Annotation, mostAnnotations, workflowCommand } from './workflow-command.ts';

export const github: ReporterKind = {
  name: 'github',
  summary: 'for GitHub Actions: annotations at the lines of the contract, and the summary of the job',
  log: true,
  open: (sink) => ({
    on: () => {},
    end: (results) => {
      for (const annotation of annotationsOf(results, sink.root)) sink.write(workflowCommand(annotation));
      summarise(results, sink);
    },
  }),
};

const bytes = (text: string) => Buffer.byteLength(text);
// Less than this would be no report.
const leastRoom = 1000;

function summarise(results: readonly RunResult[], { summary, root, write }: Sink): void {
  if (!summary || summary.room < leastRoom) return;
  try {
    summary.append(markdownReport(results, summary.room, bytes, root));
  } catch (error) {
    // What was found stands in the log all the same.
    const { code = String(error) } = error as NodeJS.ErrnoException;
    write(`::warning::${printable(`The summary of the job could not be written: ${code}.`)}\n`);
  }
}

/** One for each finding; where those are more than GitHub shows, one for each line of a contract. */
export function annotationsOf(results: readonly RunResult[], root?: string): Annotation[] {
  const unjudged = results.flatMap((result) => [...unjudgedAnnotations(result, root), ...expired(result, root)]);
  const found = results.flatMap((result) => openFindings(result).map((finding) => ({ result, finding })));
  const room = mostAnnotations - unjudged.filter(({ level }) => level === 'error').length;
  if (found.length <= room) return [...unjudged, ...found.map((one) => annotation([one], root))];
  const lines = new Map<string, (typeof found)[number][]>();
  for (const one of found) {
    const { file, line } = cite(one.result.contract, one.finding.judgement.cites);
    const key = `${file}:${line}`;
    lines.set(key, [...(lines.get(key) ?? []), one]);
  }
  const all = [...lines.values()];
  if (all.length <= room) return [...unjudged, ...all.map((some) => annotation(some, root))];
  const shown = all.slice(0, Math.max(0, room - 1));
  return [...unjudged, ...shown.map((some) => annotation(some, root)), theRest(all.slice(shown.length).flat(), root)];
}

interface Found {
  readonly result: RunResult;
  readonly finding: Finding;
}

function annotation(some: readonly Found[], root?: string): Annotation {
  const [{ result, finding }] = some as [Found];
  const { line, column, what } = cite(result.contract, finding.judgement.cites);
  const at = { level: 'error', file: repositoryPath(result.contract.file, root), line, column } as const;
  if (some.length > 1) {
    const lines = some.flatMap((one) => [...short(one), '']).slice(0, -1);
    return { ...at, title: `${some.length} findings: ${what}`, lines };
  }
  const { deadline } = result.contract.upstream[finding.operation]!.budget;
  const fix = usualFix(finding);
  return {
    ...at,
    title: `${finding.check}: ${findingTitle(finding)}`,
    lines: [
      finding.judgement.told,
      `Expected: ${expectedText(finding, deadline)}`,
      ...(finding.trials.length > 1 ? [`Seen in ${finding.trials.length} trials`] : []),
      ...(fix ? [`Usual fix: ${fix}`] : []),
      `Replay: ${againCommand(result, finding) ?? `npx shakedown replay ${finding.id}`}`,
    ],
  };
}

const short = ({ finding }: Found) => [
  `${finding.check}: ${findingTitle(finding)}`,
  `${finding.judgement.told} (npx shakedown replay ${finding.id})`,
];

/** What GitHub would not show. */
function theRest(left: readonly Found[], root?: string): Annotation {
  const [{ result }] = left as [Found];
  return {
    level: 'error',
    file: repositoryPath(result.contract.file, root),
    line: 1,
    column: 1,
    title: `${left.length} more findings`,
    lines: [
      `GitHub shows ${mostAnnotations} annotations of a step: the summary of the job has all findings.`,
      ...left.map(({ finding }) => `${finding.id} ${finding.check}: ${findingTitle(finding)}`),
    ],
  };
}

/** That nothing, or not everything, could be judged is no finding, and has to be seen all the same. */
function unjudgedAnnotations(result: RunResult, root?: string): Annotation[] {
  const { contract, verdict, stopped } = result;
  if (verdict === 'broken' || stopped?.why === 'planned only') return [];
  if (verdict === 'holds' && !stopped) return [];
  const failed = stopped && ['not launched', 'not healthy', 'unsupported'].includes(stopped.why);
  return [
    {
      level: failed ? 'error' : 'warning',
      file: repositoryPath(contract.file, root),
      ...at(contract, failed ? '/component/launch' : ''),
      title: failed ? stopped.why : (stopped?.why ?? 'inconclusive'),
      lines: [verdictLine(result, pc.createColors(false))],
    },
  ];
}

/** A waiver that has expired fails the gate, whatever it covers. */
const expired = ({ contract, waivers }: RunResult, root?: string): Annotation[] =>
  waivers.flatMap((waiver, i) =>
    waiver.expired
      ? [
          {
            level: 'error' as const,
            file: repositoryPath(contract.file, root),
            ...at(contract, `/waivers/${i}`),
            title: 'expired waiver',
            lines: [expiredText(waiver)],
          },
        ]
      : [],
  );

function at(contract: RunResult['contract'], pointer: string) {
  const { line, column } = cite(contract, pointer);
  return { line, column };
}
