import type { Contract } from '../contract/contract.ts';
import { cite } from '../report/cite.ts';
import { amendments } from './amend.ts';
import { amendmentYaml } from './amendment-yaml.ts';
import { summaryOf } from './kinds/index.ts';
import { percent, shareOf } from './share.ts';
import type { Counted, Learning, OperationLearning } from './tally.ts';

/** What was learnt, for people: plain lines that are fit for a terminal. */
export function reportLines(contract: Contract, { requests, operations, unmatched }: Learning): string[] {
  const some = operations.filter((one) => one.requests > 0);
  const none = operations.filter((one) => one.requests === 0).map(({ operation }) => operation.name);
  const calls = [...unmatched.calls].slice(0, 5).map(([call, n]) => `${call} (${n})`);
  return [
    ...some.flatMap((one) => operationLines(contract, one)),
    ...(none.length > 0 ? [`Not in the sample: ${none.join(', ')}.`, ''] : []),
    ...(unmatched.requests > 0
      ? [
          `${shareOf(unmatched.requests, requests)} ${unmatched.requests === 1 ? 'is' : 'are'} for no operation of the contract: ${calls.join(', ')}${unmatched.calls.size > calls.length ? ', …' : ''}`,
          '',
        ]
      : []),
  ];
}

function operationLines(contract: Contract, learning: OperationLearning): string[] {
  const { operation, requests, sound, deviations } = learning;
  const { method, path } = operation.call;
  const breaking = deviations.filter(({ breaks }) => breaks);
  const allowed = deviations.filter(({ breaks }) => !breaks);
  return [
    `${operation.name} · ${method} ${path} · ${shareOf(sound, requests)} as the contract says`,
    '',
    ...section('what it need not serve', breaking, requests),
    ...section('what it has to serve, though it is no clean input', allowed, requests),
    ...amendmentLines(contract, learning),
  ];
}

function section(title: string, all: readonly Counted[], requests: number): string[] {
  if (all.length === 0) return [];
  const rows = all.map((one) => [
    String(one.requests),
    percent(one.requests, requests),
    one.pointer,
    one.kind,
    one.kind === 'missing-member' || one.example === 'absent' ? '' : `such as ${one.example}`,
  ]);
  const widths = [0, 1, 2, 3].map((i) => Math.max(...rows.map((row) => row[i]!.length)));
  const lines = rows.map((row) => {
    const cells = row.map((cell, i) => (i < 2 ? cell.padStart(widths[i]!) : cell.padEnd(widths[i] ?? 0)));
    return `    ${cells.join('  ').trimEnd()}`;
  });
  const kinds = [...new Set(all.map(({ kind }) => kind))].filter((kind) => summaryOf(kind) !== kind);
  const width = Math.max(...kinds.map((kind) => kind.length));
  return [`  ${title}`, ...lines, '', ...kinds.map((kind) => `    ${kind.padEnd(width)}  ${summaryOf(kind)}`), ''];
}

function amendmentLines(contract: Contract, learning: OperationLearning): string[] {
  const all = amendments(learning);
  const { name } = learning.operation;
  return (['body', 'accepts'] as const).flatMap((into) => {
    const here = all.filter((one) => one.into === into);
    if (here.length === 0) return [];
    const place = cite(contract, `/upstream/${name}/accepts${into === 'body' ? '/body' : ''}`);
    const what = into === 'body' ? "in the body's schema, from its root" : `in upstream.${name}.accepts`;
    return [
      `  to serve it all the same: ${what}  ${place.file}:${place.line}`,
      ...amendmentYaml(here).map((line) => `    ${line}`),
      '',
    ];
  });
}
