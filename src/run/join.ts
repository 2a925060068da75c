import type { Contract } from '../contract/contract.ts';
import { costsOf } from './cost.ts';
import type { Finding, Remembered, RunResult, Stop, TrialResult } from './result.ts';
import { verdictOf } from './verdict.ts';
import { waiverUses } from './waiver-uses.ts';

type Parts = readonly [RunResult, ...RunResult[]];

/**
 * The shards of one run as the run that they are: what it would have said had it been played in one piece, but for times.
 * Pure; whether they belong together is for the caller to see. Shards that are not there make it inconclusive.
 */
export function join(shards: Parts): RunResult {
  const parts = [...shards].sort((a, b) => a.shard!.index - b.shard!.index) as unknown as Parts;
  const [{ contract, seed, profile, selected }] = parts;
  const uncalled = [...new Set(parts.flatMap((part) => part.uncalled))];
  const trials = trialsIn(parts);
  const findings = findingsIn(parts, new Map(trials.map(({ id }, i) => [id, i])));
  const stopped = stopIn(parts);
  const ended = stopped ? { stopped } : {};
  const explored = exploredIn(parts);
  return {
    contract,
    seed,
    profile,
    ...(selected ? { selected } : {}),
    verdict: verdictOf({ trials, findings, uncalled, ...ended }),
    trials,
    findings,
    omitted: omittedIn(parts),
    uncalled,
    ...(explored ? { explored } : {}),
    remembered: rememberedIn(parts),
    waivers: waiversIn(contract, findings, trials, stopped),
    ...baselineIn(parts, findings),
    coverage: coverageIn(parts),
    costs: costsOf(trials),
    timing: timingIn(parts),
    ...ended,
    ...historyIn(parts),
  };
}

/** In the order of the plan; a trial that two shards have is that of the first. */
function trialsIn(parts: Parts): TrialResult[] {
  const placed = parts.flatMap(({ trials, shard }) => trials.map((trial, i) => ({ trial, place: shard!.order[i]! })));
  const ordered = placed.sort((a, b) => a.place - b.place).map(({ trial }) => trial);
  return [...new Map(ordered.toReversed().map((trial) => [trial.id, trial])).values()].toReversed();
}

/** Those with one cause are one again: the surest of them with the trials of all. */
function findingsIn(parts: Parts, places: ReadonlyMap<string, number>): Finding[] {
  const place = (trial: string) => places.get(trial) ?? Infinity;
  const first = ({ trials }: Finding) => Math.min(...trials.map(place));
  const blocks = new Map<string, Finding[]>();
  for (const finding of parts.flatMap(({ findings }) => findings).sort((a, b) => first(a) - first(b))) {
    const key = `${finding.id} ${finding.waiver?.finding ?? ''}`;
    blocks.set(key, [...(blocks.get(key) ?? []), finding]);
  }
  return [...blocks.values()].map((block) => {
    const surest = block.reduce((best, one) => (one.confirmed.failed > best.confirmed.failed ? one : best));
    const trials = new Set(block.flatMap((one) => one.trials));
    return { ...surest, trials: [...trials].sort((a, b) => place(a) - place(b)) };
  });
}

/** What ended before its plan did, the gravest first. */
const grave = [
  'interrupted',
  'not launched',
  'not healthy',
  'unsupported',
  'nothing selected',
  'not whole',
  'out of time',
  'first finding',
  'planned only',
] as const satisfies Stop['why'][];

function stopIn(parts: Parts): Stop | undefined {
  const stops = parts.flatMap(({ stopped, shard }): Stop[] => {
    if (!stopped || stopped.why === 'empty shard') return [];
    return [{ ...stopped, detail: `Shard ${shard!.index} of ${shard!.total}: ${stopped.detail}` }];
  });
  const lacks = missing(parts) ?? misdivided(parts);
  if (lacks) stops.push({ why: 'not whole', detail: lacks });
  const rank = ({ why }: Stop) => (grave as readonly string[]).indexOf(why);
  return stops.sort((a, b) => rank(a) - rank(b))[0];
}

function missing(parts: Parts): string | undefined {
  const { total } = parts[0].shard!;
  const there = new Set(parts.map(({ shard }) => shard!.index));
  const lost = Array.from({ length: total }, (_, i) => i + 1).filter((index) => !there.has(index));
  if (lost.length === 0) return undefined;
  return lost.length === 1
    ? `The report of shard ${lost[0]} of ${total} is missing.`
    : `The reports of the shards ${lost.join(', ')} of ${total} are missing.`;
}

/** Shards that did not divide the same trials in the same way: some may have been played twice, or not at all. */
function misdivided(parts: Parts): string | undefined {
  const divided = parts.flatMap(({ shard }) => (shard!.division ? [{ index: shard!.index, ...shard!.division }] : []));
  const [first] = divided;
  const other = divided.find(({ print }) => print !== first?.print);
  if (!first || !other) return undefined;
  const two = `The shards ${first.index} and ${other.index} did not divide the same trials in the same way`;
  return first.trials === other.trials
    ? `${two}: give all of them the same history and the same kept findings.`
    : `${two}: one planned ${first.trials}, the other ${other.trials}. Give all of them the same --only and the same kept findings; else a healthy request does not always cause the same calls.`;
}

function omittedIn(parts: Parts): RunResult['omitted'] {
  const all = new Map(parts.flatMap(({ omitted }) => omitted).map((one) => [`${one.what} ${one.because}`, one]));
  const apart =
    parts[0].shard!.total > 1 && parts.some(({ explored }) => explored)
      ? [
          {
            what: 'pairs of faults of which each was played in another shard',
            because: 'faults of two dependencies are put together within a shard',
          },
        ]
      : [];
  return [...apart, ...all.values()];
}

function exploredIn(parts: Parts): RunResult['explored'] {
  const all = parts.flatMap(({ explored }) => explored ?? []);
  if (all.length === 0) return undefined;
  const sum = (of: (one: (typeof all)[number]) => number) => all.reduce((n, one) => n + of(one), 0);
  return {
    singles: sum(({ singles }) => singles),
    classes: sum(({ classes }) => classes),
    pairs: sum(({ pairs }) => pairs),
    chosen: {
      pairs: sum(({ chosen }) => chosen.pairs),
      outside: sum(({ chosen }) => chosen.outside),
      triples: sum(({ chosen }) => chosen.triples),
    },
  };
}

/** Only the shard that played a finding knows what became of it. */
function rememberedIn(parts: Parts): Remembered[] {
  const all = new Map<string, Remembered>();
  for (const one of parts.flatMap(({ remembered }) => remembered))
    if ((all.get(one.id)?.now ?? 'not played') === 'not played') all.set(one.id, one);
  return [...all.values()];
}

/** Of a run that is not whole, what no trial of it broke may still be broken. */
function waiversIn(
  contract: Contract,
  findings: readonly Finding[],
  trials: readonly TrialResult[],
  stopped: Stop | undefined,
): RunResult['waivers'] {
  const planned = trials.map(({ id }) => {
    const [operation = '', site = '', fault = ''] = id.split('/');
    return { id, operation, site, fault };
  });
  const uses = waiverUses(contract, findings, planned, trials);
  return stopped ? uses.map((use) => (use.covers === 'nothing' ? { ...use, covers: 'not tried' } : use)) : uses;
}

/** A finding of the baseline is gone where the shard that played all its trials says so. */
function baselineIn(parts: Parts, findings: readonly Finding[]): Pick<RunResult, 'baseline'> {
  const all = parts.flatMap(({ baseline }) => baseline ?? []);
  const [first] = all;
  if (!first) return {};
  const still = new Set(findings.map(({ id }) => id));
  const gone = byId(all.flatMap((one) => one.gone)).filter(({ id }) => !still.has(id));
  const settled = new Set([...still, ...gone.map(({ id }) => id)]);
  const unclear = byId(all.flatMap((one) => one.unclear)).filter(({ id }) => !settled.has(id));
  return { baseline: { ...first, known: findings.filter(({ known }) => known).length, gone, unclear } };
}

const byId = <T extends { readonly id: string }>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [one.id, one])).values(),
];

function coverageIn(parts: Parts): RunResult['coverage'] {
  const answers: Record<string, number> = {};
  for (const { coverage } of parts)
    for (const [name, n] of Object.entries(coverage.answers)) answers[name] = (answers[name] ?? 0) + n;
  return {
    planned: parts.reduce((sum, { coverage }) => sum + coverage.planned, 0),
    met: parts.reduce((sum, { coverage }) => sum + coverage.met, 0),
    answers,
  };
}

/** As shards run side by side, it takes as long as the longest of them, on the rigs of all. */
function timingIn(parts: Parts): RunResult['timing'] {
  return {
    began: Math.min(...parts.map(({ timing }) => timing.began)),
    took: Math.max(...parts.map(({ timing }) => timing.took)),
    rigs: parts.reduce((sum, { timing }) => sum + timing.rigs, 0),
    cases: parts.reduce((sum, { timing }) => sum + timing.cases, 0),
    added: Math.max(...parts.map(({ timing }) => timing.added)),
  };
}

function historyIn(parts: Parts): Pick<RunResult, 'history'> {
  const all = parts.flatMap(({ history }) => history ?? []);
  return all[0] ? { history: { runs: all[0].runs, slower: all.flatMap(({ slower }) => slower) } } : {};
}
