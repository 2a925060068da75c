import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contract, Schema } from '../../src/contract/contract.ts';
import { examine } from '../../src/learn/examine.ts';
import { type SeenRequest, seenRequest } from '../../src/learn/request.ts';
import { type OperationLearning, Tally } from '../../src/learn/tally.ts';
import { contract } from '../check/observed.ts';

/** The contract of the tests with a schema for the body of `ask`, and more lines of `accepts`. */
export const accepting = (body: Schema, more: object = {}): Contract =>
  contract((text) =>
    text.replace('call: POST /ask', `call: POST /ask\n    accepts: ${JSON.stringify({ ...more, body })}`),
  );

/** A request for `ask` whose body has this value. */
export const asking = (body: unknown, more: object = {}): SeenRequest =>
  seenRequest({ method: 'POST', address: '/ask', body, ...more }, 'here');

/** What is learnt of `ask` from some requests. */
export function learnt(of: Contract, requests: readonly SeenRequest[]): OperationLearning {
  const tally = new Tally(of);
  for (const request of requests) tally.add(of.upstream.ask!, examine(of.upstream.ask!, request));
  return tally.learning().operations[0]!;
}

/** `kind pointer` of what breaks the contract, in the order of the report. */
export const broken = (of: Contract, ...bodies: readonly unknown[]): string[] =>
  learnt(
    of,
    bodies.map((body) => asking(body)),
  )
    .deviations.filter(({ breaks }) => breaks)
    .map(({ kind, pointer, requests }) => `${requests} ${kind} ${pointer}`);

/** A file with a text, in a folder of its own. */
export function file(name: string, text: string | Buffer): Disposable & { readonly path: string } {
  const folder = mkdtempSync(join(tmpdir(), 'shakedown-'));
  const path = join(folder, name);
  writeFileSync(path, text);
  return { path, [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
}
