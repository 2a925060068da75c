import { gotFrom } from '../exchanges.ts';
import { headerChanges } from '../header-changes.ts';
import { dependencyPairs, onlyIn, pairsOf } from '../pairs.ts';
import type { DiffRule } from '../rule.ts';
import { schemaChanges } from '../schema-changes.ts';

export const neededReplies: DiffRule = {
  name: 'needed-replies',
  summary: 'a reply that was good enough and no longer is breaks the dependency; to need less of it does not',
  covers: [
    'downstream/*/operations/*/returns/{body,headers,status,echo}',
    'downstream/*/operations/*/returns/{body,headers,echo}/**',
    'downstream/*/tools/*/{output,text}',
    'downstream/*/tools/*/{output,text}/**',
    'downstream/*/collections/**',
  ],
  *changes(versions) {
    for (const { before, after, pointer } of dependencyPairs(versions)) {
      const breaks = [after.name];
      const was = gotFrom(before);
      for (const { key, what, schema } of gotFrom(after)) {
        const old = was.find((one) => one.key === key);
        if (!old) continue;
        const at = { pointer: `${pointer}${key}`, breaks };
        yield* schemaChanges({ ...at, before: old.schema, after: schema, subject: what, way: 'taken' });
      }
      for (const pair of pairsOf(before.operations, after.operations, `${pointer}/operations`)) {
        const [old, now] = [pair.before.returns, pair.after.returns];
        const at = `${pair.pointer}/returns`;
        const call = `${after.name}.${pair.after.name}`;
        yield* headerChanges({
          before: old.headers,
          after: now.headers,
          pointer: `${at}/headers`,
          subject: `The reply of ${call}`,
          way: 'taken',
          breaks,
        });
        if (old.status !== now.status) {
          const what = `${call} has to reply with ${now.status}, and not with ${old.status}.`;
          yield { pointer: `${at}/status`, what, breaks, bump: 'major' };
        }
        for (const place of onlyIn(now.echo, old.echo)) {
          const what = `The reply of ${call} has to repeat ${now.echo[place]} at ${place}.`;
          yield { pointer: `${at}/echo`, inside: place, what, breaks, bump: 'major' };
        }
        for (const place of onlyIn(old.echo, now.echo)) {
          const what = `The reply of ${call} need not repeat ${old.echo[place]} at ${place}.`;
          yield { pointer: `${at}/echo`, inside: place, what, breaks: [], bump: 'minor' };
        }
        for (const echo of pairsOf(old.echo, now.echo, `${at}/echo`))
          if (echo.before !== echo.after) {
            const what = `The reply of ${call} has to repeat ${echo.after}, and not ${echo.before}.`;
            yield { pointer: echo.pointer, what, breaks, bump: 'major' };
          }
      }
      yield* collections(before, after, pointer);
    }
  },
};

function* collections(
  before: Parameters<typeof gotFrom>[0],
  after: Parameters<typeof gotFrom>[0],
  pointer: string,
): ReturnType<DiffRule['changes']> & Generator {
  const [was, now] = [before.collections, after.collections];
  const at = `${pointer}/collections`;
  const breaks = [after.name];
  for (const name of onlyIn(now, was))
    yield { pointer: `${at}/${name}`, what: `${after.name} has to hold ${name}.`, breaks, bump: 'major' };
  for (const name of onlyIn(was, now)) {
    const what = `${after.name} need not hold ${name}.`;
    yield { pointer: `${at}/${name}`, stands: 'old', what, breaks: [], bump: 'patch' };
  }
  for (const pair of pairsOf(was, now, at))
    if (pair.before.dimension !== pair.after.dimension) {
      const what = `The vectors of ${after.name} in ${pair.pointer.slice(at.length + 1)} are ${pair.after.dimension ?? 'of any length'}, and were ${pair.before.dimension ?? 'of any length'}.`;
      const freer = pair.after.dimension === undefined;
      yield {
        pointer: `${pair.pointer}/dimension`,
        what,
        breaks: freer ? [] : breaks,
        bump: freer ? 'minor' : 'major',
      };
    }
}
