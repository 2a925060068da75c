import { added, conjuncts, inside, type valuesOf } from '../conjunct.ts';
import { gapOf, type KeywordRule } from '../demand.ts';
import { areClosed, namesOf } from '../facts.ts';

export const propertyNames: KeywordRule = {
  keywords: ['propertyNames'],
  types: ['object'],
  *gaps(demand) {
    const { by, known, place, prover } = demand;
    const demanded = conjuncts(inside(by, 'propertyNames'));
    const names = areClosed(known) ? [added({ enum: namesOf(known) })] : [anyName, ...propertyNamesOf(known)];
    if (prover.proveInside(names, demanded, `${place}/*`).length === 0) return;
    yield gapOf(
      demand,
      ['must have names as `propertyNames` says', 'may have other names than `propertyNames` says'],
      [{ type: 'object', minProperties: 1 }],
    );
  },
};

const anyName = added({ type: 'string' });

const propertyNamesOf = (known: Parameters<typeof valuesOf>[0]) =>
  known.flatMap((one) =>
    typeof one.schema === 'object' && one.schema.propertyNames !== undefined
      ? conjuncts(inside({ ...one, schema: one.schema }, 'propertyNames'))
      : [],
  );
