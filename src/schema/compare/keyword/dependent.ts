import { added, conjuncts, inside } from '../conjunct.ts';
import { gapOf, type KeywordRule, within } from '../demand.ts';
import { memberOf, requiredBy } from '../facts.ts';

const canBe = (known: Parameters<typeof memberOf>[0], name: string) =>
  memberOf(known, name).every(({ schema }) => schema !== false);

export const dependentRequired: KeywordRule = {
  keywords: ['dependentRequired'],
  types: ['object'],
  *gaps(demand) {
    const required = requiredBy(demand.known);
    for (const [name, wanted] of Object.entries(demand.value as Record<string, string[]>))
      for (const one of canBe(demand.known, name) ? wanted : [])
        if (!required.has(one))
          yield gapOf(demand, besides(one, name), [{ required: [name], properties: { [one]: false } }]);
  },
};

export const dependentSchemas: KeywordRule = {
  keywords: ['dependentSchemas'],
  types: ['object'],
  *gaps({ by, known, value, place, prover }) {
    for (const name of Object.keys(value as object).filter((n) => canBe(known, n))) {
      const there = { required: [name] };
      const gaps = prover.prove([...known, added(there)], conjuncts(inside(by, 'dependentSchemas', name)), place);
      yield* within(gaps, (part) => ({ allOf: [there, part] }));
    }
  },
};

const besides = (one: string, name: string) => {
  const what = `${JSON.stringify(one)} beside ${JSON.stringify(name)}`;
  return [`must have ${what}`, `may lack ${what}`] as const;
};
