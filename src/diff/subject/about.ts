import { dependencyPairs, operationPairs } from '../pairs.ts';
import type { DiffRule } from '../rule.ts';

const keys = ['name', 'summary', 'owner', 'escalation', 'runbook'] as const;

export const about: DiffRule = {
  name: 'about',
  summary: 'who owns the component and who calls it, examples, replies and waivers promise nothing',
  covers: [
    'component/{name,summary,owner,escalation,runbook}',
    'waivers',
    'waivers/**',
    'upstream/*/{from,uses}',
    'upstream/*/{from,uses}/**',
    'upstream/*/accepts/examples',
    'upstream/*/accepts/examples/**',
    'downstream/*/replies',
    'downstream/*/replies/**',
    'downstream/*/operations/*/returns/examples',
    'downstream/*/operations/*/returns/examples/**',
    'downstream/*/tools/*/{description,examples}',
    'downstream/*/tools/*/examples/**',
  ],
  *changes(versions) {
    const { before, after } = versions;
    const changed = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
    const quiet = { breaks: [], bump: 'patch' as const };
    for (const key of keys)
      if (changed(before.component[key], after.component[key]))
        yield { ...quiet, pointer: `/component/${key}`, what: `The ${key} of the component is another one.` };
    if (changed(before.waivers, after.waivers))
      yield { ...quiet, pointer: '/waivers', what: 'There are other waivers.' };
    for (const { before: was, after: now, pointer } of operationPairs(versions)) {
      if (changed(was.from, now.from))
        yield { ...quiet, pointer: `${pointer}/from`, what: `${now.name} has other callers.` };
      if (changed(was.uses, now.uses))
        yield { ...quiet, pointer: `${pointer}/uses`, what: `${now.name} needs other dependencies.` };
      if (changed(was.accepts.examples, now.accepts.examples))
        yield { ...quiet, pointer: `${pointer}/accepts/examples`, what: `${now.name} has other examples.` };
    }
    for (const { before: was, after: now, pointer } of dependencyPairs(versions))
      if (changed(told(was), told(now)))
        yield { ...quiet, pointer, inside: '/told', what: `${now.name} has other replies, examples or descriptions.` };
  },
};

/** What explains a dependency or shows what it says, and demands nothing. */
const told = ({ replies, operations, tools }: ReturnType<typeof dependencyPairs>[number]['after']) => [
  replies,
  Object.values(operations).map(({ returns }) => returns.examples),
  Object.values(tools ?? {}).map(({ description, examples }) => [description, examples]),
];
