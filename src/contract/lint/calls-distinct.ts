import type { Route } from '../contract.ts';
import { step } from '../pointer.ts';
import type { Complaint, Rule } from './rule.ts';

export const callsDistinct: Rule = {
  name: 'calls-distinct',
  summary: 'no two operations have the same call',
  *check({ contract }) {
    yield* among('/upstream', contract.upstream);
    for (const dependency of Object.values(contract.downstream))
      if (!dependency.tools) yield* among(`${step('/downstream', dependency.name)}/operations`, dependency.operations);
  },
};

function* among(pointer: string, operations: Readonly<Record<string, { readonly call: Route }>>): Generator<Complaint> {
  const seen = new Map<string, string>();
  for (const [name, { call }] of Object.entries(operations)) {
    const key = `${call.method} ${call.path.replaceAll(/\{[^}]*\}/g, '{}')}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, name);
    else
      yield {
        pointer: `${step(pointer, name)}/call`,
        message: `\`${name}\` has the same call as \`${first}\`: ${call.method} ${call.path}.`,
        remedy: 'Join the two, or correct one of the calls.',
      };
  }
}
