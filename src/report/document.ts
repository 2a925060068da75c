import { checks } from '../check/index.ts';
import { judge } from '../check/judge.ts';
import type { Contract, Latency, Waiver } from '../contract/contract.ts';
import { digestOf } from '../contract/digest.ts';
import { type LatencyFigures, latencyFigures } from '../latency/figures.ts';
import { allMesses } from '../mess/index.ts';
import type { Observation } from '../observation/observation.ts';
import { type TrafficFigures, trafficFigures } from '../observation/traffic-figures.ts';
import { shapes } from '../outage/index.ts';
import { allFaults } from '../protocol/index.ts';
import type { Finding, RunResult, Stop, TrialResult } from '../run/result.ts';
import { version } from '../version.ts';
import { cite } from './cite.ts';
import { curlCommand } from './curl.ts';
import { expectedText, findingTitle, smallestText, telling, usualFix } from './finding-texts.ts';
import { gateLines } from './gate-text.ts';
import { type QuotedLine, quote } from './quote.ts';
import { type Moment, timeline } from './timeline.ts';
import { layerOf } from './trial-layer.ts';

/** The version of the JSON report. A change that would break a reader raises it. */
export const reportVersion = 1;

/** All that reports show, as plain data that needs nothing else to be read. */
export interface ReportDocument {
  readonly report: typeof reportVersion;
  /** The version of the program. */
  readonly shakedown: string;
  readonly runs: readonly RunDocument[];
}

/** The run of one contract. */
export interface RunDocument extends Omit<RunResult, 'contract' | 'trials' | 'findings' | 'stopped'> {
  readonly contract: ContractDocument;
  readonly trials: readonly TrialDocument[];
  readonly findings: readonly FindingDocument[];
  /** Waivers that cover nothing or have expired, and what became of the baseline: a sentence each. */
  readonly gate: readonly string[];
  readonly stopped?: StopDocument;
}

/** What was promised, and who answers for it. */
export interface ContractDocument {
  readonly file: string;
  readonly name: string;
  /** The same for contracts that promise and need the same. */
  readonly digest: string;
  readonly summary?: string;
  readonly owner?: string;
  readonly escalation?: string;
  readonly runbook?: string;
  readonly operations: readonly OperationDocument[];
  readonly dependencies: readonly DependencyDocument[];
  readonly waivers: readonly Waiver[];
  /** The whole of it as this version of the program loaded it, without the folder that it was run in. */
  readonly loaded: unknown;
}

export interface OperationDocument {
  readonly name: string;
  /** `POST /v1/tickets`. */
  readonly call: string;
  /** The callers that rely on it. */
  readonly from: readonly string[];
  readonly line: number;
  readonly answers: readonly { readonly name: string; readonly like: string }[];
  /** Names of the mess that must be served although the schema forbids it. */
  readonly tolerates: readonly string[];
  readonly budget: {
    /** Milliseconds. */
    readonly deadline: number;
    readonly latency?: Latency;
    readonly calls: Readonly<Record<string, number>>;
    readonly tokens?: number;
  };
}

export interface DependencyDocument {
  readonly name: string;
  readonly protocol: string;
  readonly line: number;
  readonly onFailure: readonly string[];
  /** Milliseconds. */
  readonly recoversWithin: number;
  readonly latency?: Latency;
}

export interface TrialDocument extends TrialResult {
  /** Layer of its fault, or level of its mess. */
  readonly layer: string;
}

export interface FindingDocument extends Finding {
  /** What was wrong in its smallest case. */
  readonly title: string;
  /** What the contract wants, with the time that there is for it. */
  readonly expected: string;
  readonly place: ReturnType<typeof cite>;
  /** The lines of the contract that it breaks, below the keys that they belong to. */
  readonly quote: readonly QuotedLine[];
  readonly timeline: readonly Moment[];
  /** How small its case is, and how sure. */
  readonly smallest: string;
  /** The claim of its check, and why it matters. */
  readonly claim: string;
  readonly why: string;
  readonly fix?: string;
  /** What the faults and mess of its case are. */
  readonly kinds: readonly { readonly name: string; readonly summary: string }[];
  /** A command that sends the request. */
  readonly curl: string;
  /** The line of what the component wrote that tells most. */
  readonly wrote?: string;
  readonly traffic?: TrafficFigures;
  readonly latency?: LatencyFigures;
}

export interface StopDocument extends Stop {
  /** What happened, and which claims were broken, where a healthy request was not `ok`. */
  readonly timeline?: readonly Moment[];
  readonly broken?: readonly { readonly check: string; readonly told: string }[];
}

/** The document of some runs: a pure function of their results. */
export const reportDocument = (results: readonly RunResult[]): ReportDocument => ({
  report: reportVersion,
  shakedown: version,
  runs: results.map(runDocument),
});

function runDocument(result: RunResult): RunDocument {
  const { contract, trials, findings, stopped, ...rest } = result;
  return {
    contract: contractDocument(contract),
    ...rest,
    trials: trials.map((trial) => ({ ...trial, layer: layerOf(trial) })),
    findings: findings.map((finding) => findingDocument(contract, finding)),
    gate: gateLines(result),
    ...(stopped ? { stopped: stopDocument(contract, stopped) } : {}),
  };
}

function contractDocument(contract: Contract): ContractDocument {
  const { file, component, upstream, downstream, waivers } = contract;
  const { project: _folder, ...loaded } = contract;
  const { launch: _, ...about } = component;
  return {
    file,
    ...about,
    digest: digestOf(contract),
    operations: Object.values(upstream).map(({ name, call, from, accepts, answers, budget }) => ({
      name,
      call: `${call.method} ${call.path}`,
      from,
      line: cite(contract, `/upstream/${name}`).line,
      answers: Object.values(answers).map((answer) => ({ name: answer.name, like: answer.like })),
      tolerates: accepts.tolerates,
      budget: {
        deadline: budget.deadline,
        calls: budget.calls,
        ...(budget.latency ? { latency: budget.latency } : {}),
        ...(budget.tokens === undefined ? {} : { tokens: budget.tokens }),
      },
    })),
    dependencies: Object.values(downstream).map(({ name, protocol, onFailure, recoversWithin, latency }) => ({
      name,
      protocol,
      line: cite(contract, `/downstream/${name}`).line,
      onFailure,
      recoversWithin,
      ...(latency ? { latency } : {}),
    })),
    waivers,
    loaded,
  };
}

function findingDocument(contract: Contract, finding: Finding): FindingDocument {
  const { observation, judgement, operation } = finding;
  const check = checks.find(({ name }) => name === finding.check);
  const [fix, wrote] = [usualFix(finding), telling(finding)];
  const [traffic, latency] = [trafficFigures(observation), latencyFigures(contract, observation)];
  const { answers, budget } = contract.upstream[operation]!;
  const streamed = Object.values(answers).some(({ stream }) => stream !== undefined);
  return {
    ...finding,
    title: findingTitle(finding),
    expected: expectedText(finding, budget.deadline),
    place: cite(contract, judgement.cites),
    quote: quote(contract, judgement.cites),
    timeline: timeline(contract, observation),
    smallest: smallestText(finding),
    claim: check?.claim ?? '',
    why: check?.why ?? '',
    ...(fix === undefined ? {} : { fix }),
    kinds: kindsOf(observation),
    curl: curlCommand(observation.request, streamed),
    ...(wrote === undefined ? {} : { wrote }),
    ...(traffic ? { traffic } : {}),
    ...(latency ? { latency } : {}),
  };
}

function kindsOf({ case: { schedule, mess, traffic } }: Observation): FindingDocument['kinds'] {
  const outages = (traffic?.outages ?? []).flatMap(({ shape, fault }) => [shape, ...(fault ? [fault] : [])]);
  const names = new Set([...schedule.map(({ fault }) => fault), ...outages, ...(mess ? [mess.kind] : [])]);
  const all = [...allFaults.map(({ fault }) => fault), ...shapes, ...allMesses.map((one) => one.mess)];
  return all.filter(({ name }) => names.has(name)).map(({ name, summary }) => ({ name, summary }));
}

function stopDocument(contract: Contract, stopped: Stop): StopDocument {
  const { observation } = stopped;
  if (!observation) return stopped;
  const broken = Object.entries(judge(contract, observation).judgements).flatMap(([check, said]) =>
    said.verdict === 'broken' ? [{ check, told: said.told }] : [],
  );
  return { ...stopped, timeline: timeline(contract, observation), broken };
}

/** What a report says of a run, for reporters: as if it had just been played here. */
export function resultOf({ contract, ...rest }: RunDocument): RunResult {
  return { ...rest, contract: { ...(contract.loaded as Omit<Contract, 'project'>), project: process.cwd() } };
}
