import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { Loaded } from '../contract/load.ts';
import { packageFile } from '../package-file.ts';
import { loadContract } from '../run/load.ts';
import { contractYaml } from './contract-yaml.ts';
import type { Proposal, ProposedCall, ProposedOperation } from './proposal.ts';

/** Writes a proposal to its file and reads it as any contract is read. */
export function drafted(proposal: Proposal, out: string): Loaded {
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, contractYaml(whole(proposal), schemaFor(out)));
  return loadContract(out);
}

/** What a call is called that no component makes: a dependency of HTTP has to have one. */
export const unseen: ProposedCall = { name: 'not-seen-yet', call: 'GET /not-seen-yet', returns: { status: 200 } };

const nothing: ProposedOperation = {
  name: 'not-known-yet',
  call: 'GET /not-known-yet',
  answers: { ok: { status: 200 }, unavailable: { status: 503 } },
  notes: {},
};

/** With something in each place that a contract may not leave empty. */
function whole(proposal: Proposal): Proposal {
  return {
    ...proposal,
    operations: proposal.operations.length > 0 ? proposal.operations : [nothing],
    dependencies: proposal.dependencies.map((one) =>
      one.protocol === 'http' && !one.calls?.length ? { ...one, calls: [unseen] } : one,
    ),
  };
}

const shipped = packageFile('schema/contract.v1.json');

/** The schema of the format, as a file beside `out` names it: where the package is installed in its project. */
function schemaFor(out: string): string {
  const near = relative(dirname(resolve(out)), shipped);
  return near.includes('node_modules/') && !near.startsWith('../../../..')
    ? near
    : relative(dirname(resolve(out)), resolve('node_modules/shakedown/schema/contract.v1.json'));
}
