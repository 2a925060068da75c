import pc from 'picocolors';
import { isOpen } from '../run/open.ts';
import type { Finding, RunResult } from '../run/result.ts';
import { againCommand } from './again.ts';
import { cite } from './cite.ts';
import { expectedText, findingTitle, otherTrials, smallestText, usualFix } from './finding-texts.ts';
import { gateLines, standing } from './gate-text.ts';
import { cell, code, codeBlock, htmlCode, prose } from './inert.ts';
import { openFindings, setAsideFindings } from './open-findings.ts';
import { lastWords } from './printable.ts';
import { type QuotedLine, quote } from './quote.ts';
import type { ReporterKind } from './reporter.ts';
import { repositoryPath } from './repository-path.ts';
import { momentLines } from './terminal/finding.ts';
import {
  costLines,
  factLines,
  latencyLines,
  matrixLines,
  scenarioLines,
  trafficLines,
  verdictLine,
} from './terminal/summary.ts';

// A comment on GitHub holds 65,536 characters; other forges more.
const mostCharacters = 65_000;

export const markdown: ReporterKind = {
  name: 'markdown',
  summary: 'for a comment on a pull request, of any forge: verdict, findings, details folded',
  extension: 'md',
  open: (sink) => ({
    on: () => {},
    end: (results) => sink.write(markdownReport(results, mostCharacters, ({ length }) => length, sink.root)),
  }),
};

const plain = pc.createColors(false);
const width = 100;
const mostMoments = 40;

/** A piece of the report; the lower its rank, the longer it stays where there is not room for all. */
interface Piece {
  readonly rank: 'verdict' | 'table' | 'finding' | 'details' | 'tried';
  readonly text: string;
}

const ranks: readonly Piece['rank'][] = ['verdict', 'table', 'finding', 'details', 'tried'];

/** The whole report, or as much of it as there is room for, and a note of what is missing. */
export function markdownReport(
  results: readonly RunResult[],
  most: number,
  size: (text: string) => number,
  root?: string,
): string {
  const pieces = results.flatMap((result) => piecesOf(result, root));
  const byRank = [...pieces].sort((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank));
  const longestNote = 400;
  const kept = new Set<Piece>();
  let room = most - longestNote;
  for (const piece of byRank) {
    room -= size(piece.text);
    if (room < 0) break;
    kept.add(piece);
  }
  const left = pieces.filter((piece) => !kept.has(piece));
  return `${pieces.flatMap((piece) => (kept.has(piece) ? [piece.text] : [])).join('')}${leftOut(left)}`;
}

function leftOut(left: readonly Piece[]): string {
  if (left.length === 0) return '';
  const count = (rank: Piece['rank'], one: string, several: string) => {
    const { length } = left.filter((piece) => piece.rank === rank);
    return length === 0 ? [] : [`${length} ${length === 1 ? one : several}`];
  };
  const what = [
    ...count('verdict', 'verdict', 'verdicts'),
    ...count('finding', 'line of the table', 'lines of the tables'),
    ...count('details', 'finding in detail', 'findings in detail'),
    ...count('tried', 'account of what was tried', 'accounts of what was tried'),
  ];
  return `\n> Left out, as there is no room for more here: ${what.join(', ') || 'a table'}. The reports in files have all of it.\n`;
}

function piecesOf(result: RunResult, root?: string): Piece[] {
  const { contract, findings, stopped } = result;
  const { name, owner, escalation, runbook } = contract.component;
  const file = repositoryPath(contract.file, root);
  const people = Object.entries({ owner, escalation, runbook })
    .filter(([, who]) => who)
    .map(([what, who]) => `${what} ${code(who!)}`);
  const open = openFindings(result);
  const table = ['| | what happened | where | contract | trials |', '|---|---|---|---|---:|', ''].join('\n');
  return [
    {
      rank: 'verdict',
      text: [
        `### ${prose(verdictLine(result, plain))}\n\n`,
        `${code(name)} · contract ${code(file)}${people.length > 0 ? ` · ${people.join(' · ')}` : ''}\n\n`,
      ].join(''),
    },
    ...gatePieces(result),
    ...(stopped ? stoppedPieces(result) : []),
    ...(findings.length > 0 ? [{ rank: 'table', text: table } as const] : []),
    ...[...open, ...setAsideFindings(result)].map((finding) => row(result, finding, file)),
    ...(findings.length > 0 ? [{ rank: 'table', text: '\n' } as const] : []),
    ...open.map((finding) => details(result, finding, file)),
    tried(result),
  ];
}

const placeOf = ({ contract }: RunResult, { judgement }: Finding, file: string) => {
  const { line, what, written } = cite(contract, judgement.cites);
  return { at: `${file}:${line}`, what: `${what}${written ? '' : ' (its default)'}` };
};

function row(result: RunResult, finding: Finding, file: string): Piece {
  const { judgement, check, trials } = finding;
  const aside = standing(finding);
  const cells = [
    isOpen(finding) ? '✗' : aside.map(([what]) => what).join(', '),
    `${prose(judgement.told, 300)} ${code(check)}${aside.map(([what, told]) => ` ${what}: ${prose(told)}.`).join('')}`,
    code(findingTitle(finding), 80),
    code(placeOf(result, finding, file).at),
    String(trials.length),
  ];
  return { rank: 'finding', text: `| ${cells.map(cell).join(' | ')} |\n` };
}

function details(result: RunResult, finding: Finding, file: string): Piece {
  const { contract } = result;
  const { check, judgement, operation } = finding;
  const { deadline } = contract.upstream[operation]!.budget;
  const { at, what } = placeOf(result, finding, file);
  const also = otherTrials(finding);
  const fix = usualFix(finding);
  const moments = momentLines(contract, finding, width, plain).map((line) => line.slice(2));
  const shown = moments.slice(0, mostMoments);
  if (moments.length > shown.length) shown.push(`… ${moments.length - shown.length} more lines`);
  const quoted = quote(contract, judgement.cites).map(quotedLine);
  const facts = [
    `contract: ${code(at)} ${code(what)}`,
    `expected: ${prose(expectedText(finding, deadline))}`,
    `smallest case: ${prose(smallestText(finding))}`,
    ...(also ? [`also: ${prose(also, 300)}`] : []),
    ...(fix ? [`usual fix: ${prose(fix)}`] : []),
  ];
  return {
    rank: 'details',
    text: [
      `<details><summary>✗ ${htmlCode(findingTitle(finding), 160)} · ${htmlCode(check)}</summary>\n\n`,
      `${prose(judgement.told)}\n\n`,
      `${facts.map((fact) => `- ${fact}\n`).join('')}\n`,
      ...(quoted.length > 0 ? [`${codeBlock(quoted, 'yaml')}\n`] : []),
      `${codeBlock(shown)}\n`,
      `${codeBlock(replayLines(result, finding), 'sh')}\n`,
      '</details>\n\n',
    ].join(''),
  };
}

/** `16 ▸     on-failure: degraded`: the mark is at the lines that are broken. */
const quotedLine = ({ line, text, cited }: QuotedLine) => `${String(line).padStart(4)} ${cited ? '▸' : ' '} ${text}`;

function replayLines(result: RunResult, finding: Finding): string[] {
  const again = againCommand(result, finding);
  return [`npx shakedown replay ${finding.id}`, ...(again ? ['# or, without the files of this run', again] : [])];
}

/** Waivers that have expired, or are good for nothing, and what became of a baseline. */
function gatePieces(result: RunResult): Piece[] {
  const lines = gateLines(result).map((line) => `- ${prose(line)}\n`);
  return lines.length > 0 ? [{ rank: 'verdict', text: `${lines.join('')}\n` }] : [];
}

/** What came of a healthy request, and what the component wrote, where that ended the run. */
function stoppedPieces({ contract, stopped }: RunResult): Piece[] {
  const { observation, output = '' } = stopped!;
  const moments = observation ? momentLines(contract, { observation }, width, plain).slice(0, mostMoments) : [];
  const wrote = output.trim()
    ? ['  it wrote', ...lastWords(output, 20).map((line) => `    ${line.slice(0, 300)}`)]
    : [];
  const lines = [...moments, ...wrote];
  return lines.length === 0 ? [] : [{ rank: 'verdict', text: `${codeBlock(lines)}\n` }];
}

function tried(result: RunResult): Piece {
  const tables = [matrixLines, trafficLines, latencyLines, costLines, scenarioLines].map((lines) =>
    lines(result, plain),
  );
  const told = [...tables, factLines(result)].filter((lines) => lines.length > 0);
  const lines = told.flatMap((some, i) => (i === 0 ? some : ['', ...some]));
  return {
    rank: 'tried',
    text: `<details><summary>What was tried</summary>\n\n${codeBlock(lines)}\n</details>\n\n`,
  };
}
