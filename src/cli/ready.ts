import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import pc from 'picocolors';
import type { Contract } from '../contract/contract.ts';
import type { Problem } from '../contract/problem.ts';
import { points } from '../ready/index.ts';
import type { Point, Scored } from '../ready/point.ts';
import { badge } from '../report/badge.ts';
import { cite } from '../report/cite.ts';
import { printable } from '../report/printable.ts';
import { wrap } from '../report/wrap.ts';
import type { Command, Context } from './command.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { contractsPositional, loadAll } from './find-contracts.ts';
import { neverTold, playedIn, readReport } from './played.ts';
import { refuse } from './refuse.ts';
import { outOption } from './store.ts';

interface Flags {
  readonly contracts?: readonly string[];
  readonly report?: string;
  readonly out: string;
  readonly json: boolean;
  readonly badge?: string;
}

export const readyCommand: Command<Flags> = {
  command: 'ready [contracts..]',
  describe:
    'is a contract ready for a release? Owner, runbook, budgets, waivers, coverage of the last run; runs nothing',
  positionals: { contracts: contractsPositional },
  options: {
    report: {
      type: 'string',
      describe: 'the JSON report of the last run; default: report.json in the folder of --out',
    },
    out: outOption,
    json: { type: 'boolean', default: false, describe: 'print a JSON document' },
    badge: { type: 'string', describe: 'write a small picture of what came of it: an SVG file' },
  },
  examples: {
    '$0 ready': 'all contracts below contracts/: 0 if they are ready, else 1',
    '$0 ready contracts/triage.contract.yaml --report report.json --badge ready.svg': 'with the last run, and a badge',
  },
  exitCodes: 'Exit codes: 0 ready · 1 a point is open · 2 wrong usage or file · 5 the harness failed',
  run: scoreAll,
};

interface Card {
  readonly contract: Contract;
  readonly scores: readonly (Scored & { readonly point: Point })[];
}

function scoreAll(flags: Flags, context: Context): ExitCode {
  const file = flags.report ?? join(flags.out, 'report.json');
  const runs = flags.report === undefined && !existsSync(file) ? undefined : readReport(file);
  if (typeof runs === 'string') return refuse(runs, context);
  const loaded = loadAll(flags.contracts ?? [], context);
  if (!loaded) return exitCodes.usage;
  const cards = loaded.contracts.map((contract, i): Card => {
    const problems = loaded.problemsOf[i]!;
    const played = runs ? playedIn(file, runs, contract) : neverTold(flags.out, file, contract);
    return { contract, scores: scored(contract, problems, played) };
  });
  const open = cards.filter(({ scores }) => scores.some(({ ready }) => !ready));
  if (flags.badge !== undefined) {
    const problem = draw(flags.badge, cards);
    if (problem !== undefined) return refuse(problem, context);
  }
  if (flags.json) context.print(JSON.stringify(document(cards), null, 2));
  else for (const line of cards.flatMap(cardLines)) context.print(line);
  return open.length > 0 ? exitCodes.found : exitCodes.holds;
}

function scored(
  contract: Contract,
  problems: readonly Problem[],
  played: Parameters<Point['score']>[0]['played'],
): Card['scores'] {
  const folders = [contract.project, dirname(resolve(contract.file))];
  const exists = (path: string) => folders.some((folder) => existsSync(resolve(folder, path)));
  return points.map((point) => ({ point, ...point.score({ contract, problems, exists, played }) }));
}

/** The version of the JSON document. A change that would break a reader raises it. */
const documentVersion = 1;

const document = (cards: readonly Card[]) => ({
  ready: documentVersion,
  contracts: cards.map(({ contract, scores }) => ({
    file: contract.file,
    name: contract.component.name,
    owner: contract.component.owner,
    ready: scores.every((one) => one.ready),
    points: scores.map(({ point, ready, told, pointer }) => {
      const { line, column } = cite(contract, pointer);
      return {
        name: point.name,
        asks: point.asks,
        ready,
        told,
        ...(ready ? {} : { mend: point.mend }),
        pointer,
        line,
        column,
      };
    }),
    waivers: contract.waivers,
  })),
});

const labelWidth = Math.max(...points.map(({ name }) => name.length)) + 2;

function cardLines({ contract, scores }: Card): string[] {
  const open = scores.filter(({ ready }) => !ready);
  const { name } = contract.component;
  const indent = ' '.repeat(labelWidth + 2);
  return [
    `${pc.bold(name)}  ${pc.dim(contract.file)}`,
    ...scores.flatMap(({ point, ready, told, pointer }) => {
      const head = `${ready ? pc.green('✓') : pc.red('✗')} ${point.name.padEnd(labelWidth)}${printable(told)}`;
      if (ready) return [head];
      const place = cite(contract, pointer);
      return [
        head,
        ...wrap(point.mend, 100 - indent.length).map((line) => `${indent}${line}`),
        `${indent}${pc.dim(`${place.file}:${place.line}:${place.column}`)}`,
      ];
    }),
    open.length === 0
      ? pc.green(`✓ ${name} is ready: ${scores.length} of ${scores.length}`)
      : pc.red(`✗ ${name} is not ready: ${open.map(({ point }) => point.name).join(', ')}`),
    '',
  ];
}

/** Answers why it could not be written. */
function draw(file: string, cards: readonly Card[]): string | undefined {
  const all = cards.flatMap(({ scores }) => scores);
  const done = all.filter(({ ready }) => ready).length;
  const ready = done === all.length;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, badge('shakedown', ready ? 'ready' : `${done} of ${all.length}`, ready ? 'green' : 'red'));
    return undefined;
  } catch (error) {
    return `--badge ${file} cannot be written: ${(error as NodeJS.ErrnoException).code}. Name another file.`;
  }
}
