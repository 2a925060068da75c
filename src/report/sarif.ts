import pc from 'picocolors';
import { checks } from '../check/index.ts';
import type { Contract } from '../contract/contract.ts';
import { isOpen } from '../run/open.ts';
import type { Finding, RunResult } from '../run/result.ts';
import { version } from '../version.ts';
import { cite } from './cite.ts';
import { expectedText, findingTitle, smallestText, usualFix } from './finding-texts.ts';
import { fingerprints } from './fingerprint.ts';
import { expiredText, standing } from './gate-text.ts';
import { excerpt, printable } from './printable.ts';
import type { ReporterKind } from './reporter.ts';
import { repositoryPath } from './repository-path.ts';
import { verdictLine } from './terminal/summary.ts';
import { timeline } from './timeline.ts';

export const sarif: ReporterKind = {
  name: 'sarif',
  summary: 'for code scanning: SARIF 2.1.0, a rule for each check and the timeline as a code flow',
  open: (sink) => ({
    on: () => {},
    end: (results) => sink.write(`${JSON.stringify(log(results, sink.root), null, 2)}\n`),
  }),
};

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json';
const longest = 1000;
const mostMoments = 100;

// `[text](address)` would be a link, also in a message that is plain text.
const message = (text: string, most = longest) => ({ text: excerpt(text, most).replaceAll('](', '] (') });

function log(results: readonly RunResult[], root?: string) {
  return {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Shakedown', semanticVersion: version, version, rules: checks.map(rule) } },
        columnKind: 'utf16CodeUnits',
        invocations: results.map((result) => invocation(result, root)),
        results: results.flatMap((result) => resultsOf(result, root)),
      },
    ],
  };
}

function rule({ name, claim, why, fix }: (typeof checks)[number]) {
  const help = `${why} How components usually get it right: ${fix}`;
  return {
    id: name,
    shortDescription: { text: claim },
    fullDescription: { text: why },
    help: { text: help, markdown: `${why}\n\n**How components usually get it right.** ${fix}\n` },
    defaultConfiguration: { level: 'error' },
    properties: { tags: ['integration', 'reliability'] },
  };
}

/** Where a line of the contract stands, as SARIF says it; a name that no address can hold is mended. */
function place(contract: Contract, pointer: string, root?: string) {
  const { line, column } = cite(contract, pointer);
  const path = Buffer.from(repositoryPath(contract.file, root)).toString();
  const uri = path.split('/').map(encodeURIComponent).join('/');
  return {
    physicalLocation: {
      artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
      region: { startLine: line, startColumn: column },
    },
  };
}

function resultsOf(result: RunResult, root?: string) {
  const prints = fingerprints(repositoryPath(result.contract.file, root), result);
  return result.findings.map((finding, i) => found(result, finding, prints[i]!, root));
}

function found({ contract }: RunResult, finding: Finding, print: string, root?: string) {
  const { check, judgement, operation, dependency, name, trials, id } = finding;
  const open = isOpen(finding);
  const aside = standing(finding).map(([what, told]) => `${what}: ${told}`);
  const { deadline } = contract.upstream[operation]!.budget;
  const fix = usualFix(finding);
  const said = [
    `${judgement.told} Expected: ${expectedText(finding, deadline)}.`,
    `${findingTitle(finding)}; smallest case: ${smallestText(finding)}.`,
    ...(fix ? [`Usual fix: ${fix}`] : []),
    `Replay: npx shakedown replay ${id}`,
  ];
  return {
    ruleId: check,
    ruleIndex: checks.findIndex((one) => one.name === check),
    level: open ? 'error' : 'note',
    message: message(said.join(' '), 3 * longest),
    locations: [
      {
        ...place(contract, judgement.cites, root),
        logicalLocations: [{ fullyQualifiedName: printable(`${contract.component.name}/${operation}/${dependency}`) }],
      },
    ],
    partialFingerprints: { 'shakedown/v1': print },
    occurrenceCount: Math.max(1, trials.length),
    codeFlows: [flow(contract, finding, root)],
    ...(open
      ? {}
      : {
          suppressions: [{ kind: 'external', status: 'accepted', justification: excerpt(aside.join('; '), longest) }],
        }),
    properties: { id, finding: printable(name) },
  };
}

/** What happened, in order; each moment stands at the part of the contract that it belongs to. */
function flow(contract: Contract, { observation }: Finding, root?: string) {
  const operation = `/upstream/${observation.case.operation}`;
  const moments = timeline(contract, observation);
  return {
    threadFlows: [
      {
        locations: moments.slice(0, mostMoments).map(({ at, who, text, note }, i) => {
          const dependency = who === 'dependency' ? text.slice(0, text.indexOf('  ')) : undefined;
          const pointer = dependency === undefined ? operation : `/downstream/${dependency}`;
          return {
            executionOrder: i,
            nestingLevel: who === 'dependency' ? 1 : 0,
            location: {
              ...place(contract, pointer, root),
              message: message(`${Math.round(at)} ms: ${text}${note ? ` (${note})` : ''}`),
            },
          };
        }),
      },
    ],
    ...(moments.length > mostMoments
      ? { message: { text: `the first ${mostMoments} of ${moments.length} moments` } }
      : {}),
  };
}

/** Whether a contract could be judged at all: a log without results would look as if all held. */
function invocation(result: RunResult, root?: string) {
  const { contract, verdict, stopped, waivers } = result;
  const judged = verdict === 'broken' || (verdict === 'holds' && !stopped) || stopped?.why === 'planned only';
  return {
    executionSuccessful: judged,
    toolExecutionNotifications: [
      {
        level: judged ? 'note' : 'error',
        message: message(verdictLine(result, pc.createColors(false))),
        locations: [place(contract, '', root)],
      },
      ...waivers.flatMap((waiver, i) =>
        waiver.expired
          ? [
              {
                level: 'error',
                message: message(expiredText(waiver)),
                locations: [place(contract, `/waivers/${i}`, root)],
              },
            ]
          : [],
      ),
    ],
  };
}
