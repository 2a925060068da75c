import { gapOf, type KeywordRule } from '../demand.ts';

/** Values that are listed where they come from are looked at one by one, and do not get here. */
export const listedValues: KeywordRule = {
  keywords: ['const', 'enum'],
  *gaps(demand) {
    const { keyword, value, by } = demand;
    const all = keyword === 'enum' && Array.isArray(value) ? value : [value];
    const told = all.map((v) => JSON.stringify(v)).join(', ');
    const those = all.length === 1 ? told : `one of ${told}`;
    yield gapOf(demand, [`must be ${those}`, `need not be ${those}`], [{ not: { [keyword]: by.schema[keyword] } }]);
  },
};
