import { checks } from '../check/index.ts';
import type { Schema } from '../contract/contract.ts';
import type { Vocabulary } from '../contract/lint/rule.ts';
import { allMesses } from '../mess/index.ts';
import { shapes } from '../outage/index.ts';
import { allFaults, declaredAs, protocols, proxiedNamed } from '../protocol/index.ts';
import type { Words } from '../scenario/words.ts';

/** The names that contracts may use. */
export const vocabulary: Vocabulary = {
  protocols: Object.fromEntries(
    [...protocols, ...declaredAs].map(
      ({ name, operations, effects = [], collections = false, tools = false, wire }) => [
        name,
        {
          operations,
          effects,
          collections,
          proxied: proxiedNamed(name) !== undefined,
          tools,
          command: wire === 'stdio',
        },
      ],
    ),
  ),
  faults: allFaults.map(({ fault }) => fault.name),
  messes: allMesses.map(({ mess }) => mess.name),
  outages: shapes.map(({ name }) => name),
  checks: checks.map((c) => c.name),
};

const schemasOf = (params: Readonly<Record<string, { readonly schema: Schema }>>) =>
  Object.fromEntries(Object.entries(params).map(([name, { schema }]) => [name, schema]));

/** The names that scenarios may use. */
export const scenarioWords: Words = {
  faults: Object.fromEntries(
    allFaults.map(({ fault }) => [
      fault.name,
      { params: schemasOf(fault.params), recurs: fault.recurs, bars: fault.bar !== undefined },
    ]),
  ),
  shapes: Object.fromEntries(
    shapes.map((shape) => [
      shape.name,
      { params: schemasOf(shape.params), strikes: shape.does === 'strikes', whole: shape.whole },
    ]),
  ),
  messes: vocabulary.messes,
  checks: vocabulary.checks,
  protocols: protocols.map(({ name }) => name),
};
