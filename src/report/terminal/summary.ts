import { duration } from '../../contract/units.ts';
import type { RunEvent } from '../../run/events.ts';
import { isOpen } from '../../run/open.ts';
import type { RunResult, TrialResult } from '../../run/result.ts';
import { expiredText, gateLines, setAside } from '../gate-text.ts';
import { latencyCells } from '../latency.ts';
import { trafficCells } from '../traffic.ts';
import { layers, levels, together } from '../trial-layer.ts';
import type { Colours } from './colours.ts';

const cellWidth = 12;

/** operation × dependency × layer, then operation × level of mess: how many trials held, broke, were inconclusive. */
export function matrixLines({ trials }: RunResult, colours: Colours): string[] {
  const messy = trials.filter((trial) => trial.id.split('/')[1] === 'input');
  const tables = [
    table(
      trials.filter((trial) => !messy.includes(trial)),
      [...layers.values(), together],
      (fault) => (fault.includes('+') ? together : layers.get(fault)),
      colours,
    ),
    table(messy, levels.values(), (mess) => levels.get(mess), colours),
  ];
  return tables.filter((lines) => lines.length > 0).flatMap((lines, i) => (i > 0 ? ['', ...lines] : lines));
}

function table(
  trials: readonly TrialResult[],
  columns: Iterable<string>,
  columnOf: (fault: string) => string | undefined,
  colours: Colours,
): string[] {
  const rows = new Map<string, Map<string, TrialResult[]>>();
  for (const trial of trials) {
    const [operation, site, fault] = trial.id.split('/') as [string, string, string];
    const layer = columnOf(fault);
    if (!layer) continue;
    const row = rows.get(`${operation} × ${site}`) ?? new Map<string, TrialResult[]>();
    rows.set(`${operation} × ${site}`, row.set(layer, [...(row.get(layer) ?? []), trial]));
  }
  if (rows.size === 0) return [];
  const used = [...new Set(columns)].filter((layer) => [...rows.values()].some((row) => row.has(layer)));
  const first = Math.max(...[...rows.keys()].map((name) => name.length)) + 2;
  const header = `  ${' '.repeat(first)}${used.map((l) => l.padEnd(cellWidth)).join('')}`;
  return [
    colours.dim(header.trimEnd()),
    ...[...rows].map(([name, row]) =>
      `  ${name.padEnd(first)}${used.map((l) => cell(row.get(l) ?? [], cellWidth, colours)).join('')}`.trimEnd(),
    ),
  ];
}

function cell(trials: readonly TrialResult[], width: number, colours: Colours): string {
  if (trials.length === 0) return colours.dim('–'.padEnd(width));
  const broke = trials.filter((t) => t.verdict === 'broken').length;
  const unclear = trials.filter((t) => t.verdict === 'inconclusive').length;
  if (broke > 0) return colours.red(`✗ ${broke} of ${trials.length}`.padEnd(width));
  if (unclear > 0) return colours.yellow(`? ${unclear} of ${trials.length}`.padEnd(width));
  return colours.green(`✓ ${trials.length}`.padEnd(width));
}

/** Scenario by scenario: whether its trials held. */
export function scenarioLines({ trials }: RunResult, colours: Colours): string[] {
  const played = new Map<string, { title: string; trials: TrialResult[] }>();
  for (const trial of trials) {
    if (!trial.scenario) continue;
    const { name, title } = trial.scenario;
    played.set(name, { title, trials: [...(played.get(name)?.trials ?? []), trial] });
  }
  const width = Math.max(0, ...[...played.keys()].map((name) => name.length)) + 2;
  return [...played].map(([name, one]) => {
    const unjudged = one.trials.every(({ scenario }) => scenario!.checks.length > 0 && scenario!.judged.length === 0);
    const note = unjudged ? colours.yellow(' – none of its checks had anything to judge') : '';
    return `  ${name.padEnd(width)}${cell(one.trials, cellWidth, colours)}${colours.dim(one.title)}${note}`;
  });
}

/** What came of each outage under traffic. */
export function trafficLines({ trials }: RunResult, colours: Colours): string[] {
  const rows = trials.flatMap(({ id, traffic = [] }) => {
    const [operation, site, shape] = id.split('/');
    return traffic.map((figures) => [`${operation} × ${site} ${shape}`, ...trafficCells(figures)]);
  });
  return columns(['under traffic', 'ok before', 'during', 'after', 'calls per request', 'told apart'], rows, colours);
}

/** Where the time went, in each trial that is about time. */
export function latencyLines({ trials }: RunResult, colours: Colours): string[] {
  const rows = trials.flatMap(({ id, latency = [] }) => {
    const [operation, site, fault] = id.split('/');
    const name = site === 'none' ? `${operation} ${fault}` : `${operation} × ${site} ${fault}`;
    return latency.map((figures) => [name, ...latencyCells(figures)]);
  });
  const own = trials.flatMap(({ latency = [] }) => latency.flatMap(({ exactness }) => exactness ?? [])).at(-1)?.own;
  const lines = columns(['latency in ms', 'judged', 'adds 50/95/99', 'in all 99'], rows, colours);
  if (!own) return lines;
  return [...lines, colours.dim(`  the harness itself takes ${own.p50.toFixed(1)}, p99 ${own.p99.toFixed(1)}`)];
}

function columns(head: string[], rows: string[][], colours: Colours): string[] {
  if (rows.length === 0) return [];
  const all = [head, ...rows];
  const widths = head.map((_, i) => Math.max(...all.map((row) => row[i]!.length)));
  const lines = all.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i]!)).join('   ')}`.trimEnd());
  return [colours.dim(lines[0]!), ...lines.slice(1)];
}

/** How much more a request costs when a dependency fails: only where it costs more. */
export function costLines({ costs }: RunResult, colours: Colours): string[] {
  const rows = costs.flatMap(({ operation, dependency, healthy, calls, tokens }) => {
    const dearer = [
      ...(calls.spent > healthy.calls ? [costCell(calls, healthy.calls, 'calls')] : []),
      ...(tokens && tokens.spent > healthy.tokens ? [costCell(tokens, healthy.tokens, 'tokens')] : []),
    ];
    const well = `${healthy.calls} calls${tokens ? `, ${healthy.tokens} tokens` : ''}`;
    return dearer.map((cell) => [`${operation} × ${dependency}`, well, ...cell]);
  });
  if (rows.length === 0) return [];
  const all = [['cost of one request', 'when all is well', 'at most', '', 'at'], ...rows];
  const widths = all[0]!.map((_, i) => Math.max(...all.map((row) => row[i]!.length)));
  const lines = all.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i]!)).join('   ')}`.trimEnd());
  return [colours.dim(lines[0]!), ...lines.slice(1)];
}

const costCell = ({ spent, trial }: { readonly spent: number; readonly trial: string }, well: number, what: string) => [
  `${spent} ${what}`,
  well > 0 ? `${(spent / well).toFixed(1)} ×` : '',
  trial.split('/').slice(1).join('/'),
];

/** What was tried, seen, and left out. */
export function factLines(result: RunResult): string[] {
  const { timing, coverage, trials, seed, profile, omitted } = result;
  const seen = Object.entries(coverage.answers);
  const lines = [
    `  ${trials.length} trials, ${timing.cases} cases in ${seconds(timing.took)} on ${timing.rigs} rig${timing.rigs === 1 ? '' : 's'} · profile ${profile} · seed ${seed} · the harness adds ${timing.added.toFixed(1)} ms`,
    `  answers seen: ${
      seen
        .filter(([, n]) => n > 0)
        .map(([name, n]) => `${name} ${n}`)
        .join(', ') || 'none'
    }${
      !result.shard && seen.some(([, n]) => n === 0)
        ? `; never: ${seen
            .filter(([, n]) => n === 0)
            .map(([name]) => name)
            .join(', ')}`
        : ''
    }`,
  ];
  for (const now of ['fixed', 'still failing', 'unclear', 'gone'] as const) {
    const those = result.remembered.filter((one) => one.now === now);
    if (those.length > 0) lines.push(`  ${now}, of earlier findings: ${those.map((one) => one.id).join(', ')}`);
  }
  lines.push(...gateLines(result).map((line) => `  ${line}`));
  const reasons = [...new Set(omitted.map((o) => o.because))];
  for (const because of reasons.slice(0, 6)) {
    const left = omitted.filter((o) => o.because === because);
    lines.push(`  left out: ${left[0]!.what}${left.length > 1 ? ` and ${left.length - 1} more` : ''} – ${because}`);
  }
  if (reasons.length > 6) lines.push(`  left out for ${reasons.length - 6} more reasons: see the JSON report`);
  return lines;
}

/** Which part of a run is played, who said so, and by what it was made. */
export function shardLines(
  own: number,
  { index, total, from, division }: NonNullable<Extract<RunEvent, { kind: 'planned' }>['shard']>,
): string[] {
  const { trials, timed } = division;
  const by =
    timed === 0
      ? 'what trials are expected to take'
      : `what ${timed === trials ? 'they' : `${timed} of them`} took in earlier runs`;
  return [
    `  shard ${index} of ${total}${from ? ` (told by ${from})` : ''}: ${own} of ${trials} trials, divided by ${by}`,
  ];
}

/** Trials that take much longer than they did. Nothing is judged by it. */
export function slowerLines({ history }: RunResult, colours: Colours): string[] {
  return (history?.slower ?? []).map(({ trial, took, usual, runs }) =>
    colours.yellow(
      `  slower than it was: ${trial} took ${seconds(took)}, and ${seconds(usual)} in ${runs} earlier runs`,
    ),
  );
}

/** The one sentence that counts. */
export function verdictLine(result: RunResult, colours: Colours): string {
  const { contract, verdict, findings, trials, stopped } = result;
  const { name } = contract.component;
  const open = findings.filter(isOpen);
  const tail = setAside(findings);
  const unjudged = ['not launched', 'not healthy', 'unsupported', 'nothing selected'];
  if (verdict !== 'broken' && stopped && unjudged.includes(stopped.why))
    return colours.red(`✗ ${name} could not be judged: ${stopped.detail}`);
  if (verdict === 'broken')
    return colours.red(
      `✗ ${name} does not hold: ${open.length} finding${open.length === 1 ? '' : 's'}${tail}${stopped ? ` – ${stopped.detail}` : ''}`,
    );
  if (stopped?.why === 'empty shard') return `${name}: ${stopped.detail}`;
  const over = result.waivers.find((waiver) => waiver.expired);
  if (over && !stopped) return colours.red(`✗ ${name}: ${expiredText(over)}`);
  if (stopped?.why === 'planned only') return `${name}: ${stopped.detail}, nothing was played`;
  if (stopped && trials.length === 0) return colours.yellow(`? ${name}: ${stopped.detail} Nothing was played.`);
  if (stopped) return colours.yellow(`? ${name}: ${stopped.detail} What was played holds${tail}.`);
  if (verdict === 'inconclusive') return colours.yellow(`? ${name} is inconclusive: ${inconclusive(result)}`);
  const deadlines = Object.values(contract.upstream).map((o) => o.budget.deadline);
  return colours.green(
    `✓ ${name} holds: in all ${trials.length} trials it answered as its contract says, within ${duration(Math.max(...deadlines))}${tail}`,
  );
}

function inconclusive({ trials, findings, uncalled }: RunResult): string {
  if (uncalled.length > 0)
    return `no healthy request calls \`${uncalled.join('` or `')}\`, so its failures were not tried. If that is right, say with \`uses\` what the operations need.`;
  if (trials.length === 0) return 'nothing was tried.';
  const unclear = trials.filter((t) => t.verdict === 'inconclusive');
  if (unclear.length > 0) return `${unclear.length} of ${trials.length} trials – ${unclear[0]!.because}.`;
  return `${findings.length} finding${findings.length === 1 ? '' : 's'} could not be seen a second time.`;
}

export const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
