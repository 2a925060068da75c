import { gapOf, type KeywordRule } from '../demand.ts';
import { requiredBy } from '../facts.ts';

export const required: KeywordRule = {
  keywords: ['required'],
  types: ['object'],
  *gaps(demand) {
    const known = requiredBy(demand.known);
    for (const name of demand.value as string[])
      if (!known.has(name))
        yield gapOf(
          demand,
          [`must have ${JSON.stringify(name)}`, `may lack ${JSON.stringify(name)}`],
          [{ properties: { [name]: false } }],
        );
  },
};
