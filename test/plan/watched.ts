import { join } from 'node:path';
import type { Contract } from '../../src/contract/contract.ts';
import { profiles } from '../../src/plan/profile.ts';
import type { Watched } from '../../src/plan/scenario-sites.ts';
import { scenarioTrials } from '../../src/plan/scenario-trials.ts';
import type { Learnt, Omission, Trial } from '../../src/plan/trial.ts';
import { protocolNamed } from '../../src/protocol/index.ts';
import { loadContract } from '../../src/run/load.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

/** A contract with every kind of value and dependency, into which every scenario fits. */
export function everything(): Contract {
  const { contract, problems } = loadContract(join(import.meta.dirname, '../laws/scenarios.yaml'));
  if (!contract) throw new Error(JSON.stringify(problems));
  return contract;
}

const requests: Readonly<Record<string, { method: string; target: string; body?: object }>> = {
  'llm.chat': {
    method: 'POST',
    target: '/v1/chat/completions',
    body: {
      model: 'a-model',
      messages: [{ role: 'user', content: 'Book it.' }],
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'v',
          schema: {
            type: 'object',
            required: ['label', 'text', 'score'],
            properties: {
              label: { enum: ['refund', 'other'] },
              text: { type: 'string', minLength: 1 },
              score: { type: 'number', minimum: 0, maximum: 1 },
            },
          },
        },
      },
    },
  },
  'search.find': { method: 'GET', target: '/find' },
  'sink.add': { method: 'POST', target: '/add', body: {} },
};

const usual = { 'llm.chat': 2, 'search.find': 1, 'sink.add': 1 };

/** What would be seen of a component of this contract while nothing is wrong. */
export function watched(contract: Contract, calls: Readonly<Record<string, number>> = usual): Watched {
  const replies = Object.entries(requests).map(([key, { method, target, body }]) => {
    const dependency = contract.downstream[key.split('.')[0]!]!;
    const headers = [
      ['authorization', 'Bearer k'],
      ['idempotency-key', 'k'],
    ] as const;
    const request = { method, target, headers, body: Buffer.from(body ? JSON.stringify(body) : '') };
    const { reply, flaws } = protocolNamed(dependency.protocol).open(dependency)(request, 1, '0');
    if (flaws.length > 0) throw new Error(JSON.stringify(flaws));
    return [key, reply] as const;
  });
  const learnt = Object.values(contract.upstream).map(
    ({ name, accepts }): Learnt => ({ operation: name, inputs: accepts.examples.map((input) => ({ input, calls })) }),
  );
  return { learnt, replies: new Map(replies), pooled: new Set(Object.keys(requests)) };
}

/** The trials of some scenarios, and what was left out. */
export function scenarioPlan(
  all: readonly Scenario[],
  {
    contract = everything(),
    calls,
    seed = 1,
    profile = 'standard',
    only = true,
  }: {
    readonly contract?: Contract;
    readonly calls?: Readonly<Record<string, number>>;
    readonly seed?: number;
    readonly profile?: keyof typeof profiles;
    readonly only?: boolean;
  } = {},
): { readonly trials: readonly Trial[]; readonly omitted: readonly Omission[] } {
  const omitted: Omission[] = [];
  const budget = { seed, ...profiles[profile] };
  const trials = scenarioTrials(contract, watched(contract, calls), { all, only }, budget, omitted);
  return { trials, omitted };
}
