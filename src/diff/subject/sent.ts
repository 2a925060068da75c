import { sentTo } from '../exchanges.ts';
import { headerChanges } from '../header-changes.ts';
import { dependencyPairs, pairsOf } from '../pairs.ts';
import type { DiffRule } from '../rule.ts';
import { schemaChanges } from '../schema-changes.ts';

export const sent: DiffRule = {
  name: 'sent',
  summary: 'to send a dependency what it could not expect breaks it; to send less of it does not',
  covers: ['downstream/*/operations/*/expects/**', 'downstream/*/tools/*/input', 'downstream/*/tools/*/input/**'],
  *changes(versions) {
    for (const { before, after, pointer } of dependencyPairs(versions)) {
      const was = sentTo(before);
      for (const { key, what, schema } of sentTo(after)) {
        const old = was.find((one) => one.key === key);
        const at = { pointer: `${pointer}${key}`, breaks: [after.name] };
        if (old) yield* schemaChanges({ ...at, before: old.schema, after: schema, subject: what, way: 'given' });
        else if (isParameterOfOld(key, before.operations))
          yield {
            ...at,
            what: `${what}: it is sent, and was not.`,
            bump: 'minor',
            breaks: [],
          };
      }
      for (const pair of pairsOf(before.operations, after.operations, `${pointer}/operations`))
        yield* headerChanges({
          before: pair.before.expects.headers,
          after: pair.after.expects.headers,
          pointer: `${pair.pointer}/expects/headers`,
          subject: `A call of ${after.name}.${pair.after.name}`,
          way: 'given',
          breaks: [after.name],
        });
      for (const { key, what } of was)
        if (!sentTo(after).some((one) => one.key === key) && isParameterOfOld(key, after.operations))
          yield {
            pointer: `${pointer}${key}`,
            stands: 'old',
            what: `${what}: it is no longer sent.`,
            breaks: [after.name],
            bump: 'major',
          };
    }
  },
};

/** Of operations and tools that are new or gone, other rules speak. */
const isParameterOfOld = (key: string, operations: Readonly<Record<string, unknown>>) =>
  /^\/operations\/[^/]+\/expects\/(path|query)\//.test(key) &&
  Object.keys(operations).some((name) => key.startsWith(`/operations/${name}/`));
