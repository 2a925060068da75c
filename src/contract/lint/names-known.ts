import { claims } from '../contract.ts';
import { suggest } from '../nearest.ts';
import { step } from '../pointer.ts';
import { type Complaint, type Draft, type Rule, writtenNames } from './rule.ts';

export const namesKnown: Rule = {
  name: 'names-known',
  summary: 'a protocol, dependency, answer or fault that is named exists',
  *check(draft) {
    const { contract, vocabulary } = draft;
    const dependencies = writtenNames(draft, 'downstream');
    for (const { name, uses } of Object.values(contract.upstream)) {
      const pointer = step('/upstream', name);
      const limited = ((draft.raw.upstream as never)?.[name] as { budget?: { calls?: object } })?.budget?.calls ?? {};
      yield* each(Object.keys(limited), dependencies, 'dependency', (d) => step(`${pointer}/budget/calls`, d), 'key');
      yield* each(uses ?? [], dependencies, 'dependency', (_, i) => `${pointer}/uses/${i}`);
    }
    const answers = new Set(Object.values(contract.upstream).flatMap((o) => Object.keys(o.answers)));
    for (const [name, dependency] of Object.entries(contract.downstream)) {
      const pointer = step('/downstream', name);
      yield* each([dependency.protocol], Object.keys(vocabulary.protocols), 'protocol', () => `${pointer}/protocol`);
      if (Object.hasOwn(dependencyText(draft, name), 'on-failure'))
        yield* each(dependency.onFailure, [...answers], 'answer', () => `${pointer}/on-failure`);
      yield* each(
        Object.keys(dependency.treats),
        vocabulary.faults,
        'fault',
        (f) => step(`${pointer}/treats`, f),
        'key',
      );
      for (const [fault, means] of Object.entries(dependency.treats)) {
        yield* each(
          typeof means === 'string' ? [means] : means,
          typeof means === 'string' ? [...claims, ...answers] : [...answers],
          'answer',
          () => step(`${pointer}/treats`, fault),
        );
      }
    }
  },
};

const dependencyText = (draft: Draft, name: string): object =>
  ((draft.raw.downstream as never)?.[name] as object | undefined) ?? {};

function* each(
  used: readonly string[],
  known: readonly string[],
  what: string,
  pointer: (name: string, i: number) => string,
  of: 'key' | 'value' = 'value',
): Generator<Complaint> {
  for (const [i, name] of used.entries()) {
    if (!known.includes(name))
      yield {
        pointer: pointer(name, i),
        of,
        message: `there is no ${what} "${name}".`,
        remedy: suggest(name, known, `Known are`),
      };
  }
}
