import pc from 'picocolors';
import { checks } from '../../check/index.ts';
import { judge } from '../../check/judge.ts';
import type { Contract, Launch } from '../../contract/contract.ts';

import { needsText } from '../../latency/sample-plan.ts';
import type { RunEvent } from '../../run/events.ts';
import type { RunResult } from '../../run/result.ts';
import { excerpt, lastWords, printable } from '../printable.ts';
import type { Reporter, ReporterKind, Sink } from '../reporter.ts';
import { noCommand } from '../workflow-command.ts';
import { findingLines, momentLines } from './finding.ts';
import {
  costLines,
  factLines,
  latencyLines,
  matrixLines,
  scenarioLines,
  seconds,
  shardLines,
  slowerLines,
  trafficLines,
  verdictLine,
} from './summary.ts';

export const terminal: ReporterKind = {
  name: 'terminal',
  summary: 'for people: progress, findings, a summary',
  log: true,
  open: (sink) => new Terminal(sink),
};

class Terminal implements Reporter {
  readonly #sink: Sink;
  readonly #colours;
  #began = 0;
  #drawn = 0;
  #broke = 0;
  #lastPercent = 0;

  constructor(sink: Sink) {
    this.#sink = sink;
    this.#colours = pc.createColors(sink.colour);
  }

  on(event: RunEvent): void {
    if (event.kind === 'launching') this.#launching(event.contract, event.rigs);
    else if (event.kind === 'planned') this.#planned(event);
    else if (event.kind === 'played') this.#progress(event);
    else if (event.kind === 'combined') this.#combined(event);
    else if (event.kind === 'timing') this.#timing(event);
    else if (event.kind === 'looking closer')
      this.#line(
        `  looking closer at ${event.findings} finding${event.findings === 1 ? '' : 's'}: the smallest case of each, played 3 times more`,
      );
    else if (event.kind === 'joined') this.#joined(event);
    else if (event.kind === 'ended') this.#ended(event.result);
  }

  end(results: readonly RunResult[]): void {
    if (results.length < 2) return;
    this.#line('');
    for (const result of results) this.#line(`${result.contract.file}  ${verdictLine(result, this.#colours)}`);
  }

  #launching(contract: Contract, rigs: number): void {
    this.#began = this.#sink.now();
    this.#broke = 0;
    this.#lastPercent = 0;
    const { name, summary, launch } = contract.component;
    this.#line(`${this.#colours.bold(name)}  ${this.#colours.dim(contract.file)}`);
    if (summary) this.#line(`  ${printable(summary)}`);
    const how =
      launch.kind === 'url' ? 'using the one that runs' : rigs === 1 ? 'launching' : `launching ${rigs} side by side`;
    this.#line(`  ${how}: ${printable(started(launch))}`);
  }

  #joined({ result, reports }: Extract<RunEvent, { kind: 'joined' }>): void {
    const { component, file } = result.contract;
    this.#line(`${this.#colours.bold(component.name)}  ${this.#colours.dim(file)}`);
    this.#line(`  joined from ${reports.map(printable).join(', ')}`);
  }

  #planned({ plan, cases, shard }: Extract<RunEvent, { kind: 'planned' }>): void {
    if (shard) for (const line of shardLines(plan.trials.length, shard)) this.#line(line);
    if (cases === 0) return;
    const named = new Set(plan.trials.map(({ scenario }) => scenario?.name));
    if (!named.has(undefined)) {
      const scenarios = `${named.size} scenario${named.size === 1 ? '' : 's'}`;
      this.#line(`  ${scenarios}, and nothing else: ${cases} case${cases === 1 ? '' : 's'}`);
      return;
    }
    const inTraffic = plan.trials.some((trial) =>
      trial.cases.some((one) => one.case.traffic && !one.case.traffic.paced),
    );
    const outages = inTraffic ? ', and outages under traffic' : '';
    this.#line(
      `  ${plan.trials.length} trials in ${cases} cases: every call it was seen to make × every fault that fits, struck once and every time; its input in every messy way; some of both in one request, requests that come at once${outages}`,
    );
  }

  #combined({ explored, cases }: Extract<RunEvent, { kind: 'combined' }>): void {
    this.#lastPercent = 0;
    this.#began = this.#sink.now();
    this.#line(
      `  ${cases} more with faults of two dependencies at once: it took ${explored.singles} faults in ${explored.classes} ways, and one of each stands for the others`,
    );
  }

  #timing({ trials }: Extract<RunEvent, { kind: 'timing' }>): void {
    this.#lastPercent = 0;
    this.#began = this.#sink.now();
    const told = trials.flatMap(({ cases }) =>
      cases.flatMap(({ case: { operation, traffic } }) => {
        const { looks, percentiles } = traffic!.paced!;
        return percentiles.map((name) => `${operation} ${needsText(name, looks.length, traffic!.rate)}`);
      }),
    );
    this.#line(
      `  ${trials.length} about latency, alone: ${[...new Set(told)].join(', ') || 'dependencies at their slow end'}`,
    );
  }

  #progress({ trial, verdict, done, cases }: Extract<RunEvent, { kind: 'played' }>): void {
    if (verdict === 'broken') this.#broke++;
    const elapsed = this.#sink.now() - this.#began;
    const left = (elapsed / done) * (cases - done);
    const percent = Math.floor((done / cases) * 100);
    const counts = `${done} of ${cases}${this.#broke > 0 ? `, ${this.#broke} broken` : ''} · ${seconds(elapsed)}`;
    if (!this.#sink.live) {
      if (percent >= this.#lastPercent + 25 || done === cases) this.#line(`  ${counts}`);
      if (percent >= this.#lastPercent + 25) this.#lastPercent = percent;
      return;
    }
    if (elapsed - this.#drawn < 80 && done < cases) return;
    this.#drawn = elapsed;
    this.#sink.write(
      `\r\u001b[K${excerpt(`  ${counts}, about ${seconds(left)} left · ${trial}`, this.#sink.width - 1)}`,
    );
    if (done === cases) this.#sink.write('\r\u001b[K');
  }

  #ended(result: RunResult): void {
    const { contract, findings, stopped } = result;
    if (this.#sink.live) this.#sink.write('\r\u001b[K');
    for (const finding of findings) {
      this.#line('');
      for (const line of findingLines(contract, finding, this.#sink.width, this.#colours)) this.#line(line);
    }
    if (stopped?.observation) this.#sick(result);
    if (stopped?.output?.trim()) {
      this.#line('');
      this.#line('  it wrote');
      for (const line of lastWords(stopped.output, 20)) this.#line(`    ${this.#colours.dim(line)}`);
    }
    const wide = [trafficLines, latencyLines, costLines].map((lines) =>
      lines(result, this.#colours).map((line) => excerpt(line, this.#sink.width)),
    );
    const tables = [matrixLines(result, this.#colours), ...wide, scenarioLines(result, this.#colours)];
    const told = tables.filter((lines) => lines.length > 0).flatMap((lines) => ['', ...lines]);
    if (told.length > 0)
      for (const line of [...told, '', ...factLines(result), ...slowerLines(result, this.#colours)]) this.#line(line);
    this.#line('');
    this.#line(verdictLine(result, this.#colours));
  }

  /** What a healthy request came to, where it was not `ok`. */
  #sick({ contract, stopped }: RunResult): void {
    const observation = stopped!.observation!;
    this.#line('');
    for (const line of momentLines(contract, { observation }, this.#sink.width, this.#colours)) this.#line(line);
    const { judgements } = judge(contract, observation);
    for (const { name } of checks) {
      const said = judgements[name];
      if (said?.verdict === 'broken') this.#line(`  ${this.#colours.red('✗')} ${name}: ${printable(said.told)}`);
    }
  }

  #line(text: string): void {
    if (this.#sink.live) this.#sink.write('\r\u001b[K');
    this.#sink.write(`${this.#sink.commands ? noCommand(text) : text}\n`);
  }
}

function started(launch: Launch): string {
  return launch.kind === 'command'
    ? launch.command
    : launch.kind === 'module'
      ? `${launch.module}#${launch.exportName}`
      : launch.url;
}
