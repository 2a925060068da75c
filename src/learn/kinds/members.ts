import { steps } from '../../contract/pointer.ts';
import { type BreakingKind, type Broken, isObject } from './kind.ts';

const strangers = ['additionalProperties', 'unevaluatedProperties'];
const plain = (name: string) => name.toLowerCase().replaceAll(/[-_]/g, '');
const capitalised = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** The two names of a member that is declared, and came under another one; undefined where nothing like it was meant. */
function renaming({ violation, value, node }: Broken): { declared: string; sent: string } | undefined {
  const name = steps(violation.at).at(-1) ?? '';
  const declared = violation.keyword === 'required' ? [name] : Object.keys(node.properties ?? {});
  const sent = violation.keyword === 'required' ? Object.keys(isObject(value) ? value : {}) : [name];
  for (const one of declared)
    for (const other of sent) if (one !== other && plain(one) === plain(other)) return { declared: one, sent: other };
  return undefined;
}

const keywords = ['required', ...strangers];

/** Members that are missing, unknown, or named otherwise. */
export const memberKinds: readonly BreakingKind[] = [
  {
    name: 'capitalised-members',
    keywords,
    at: 'parent',
    fits: (broken) => {
      const names = renaming(broken);
      return names !== undefined && capitalised(names.declared) === names.sent;
    },
  },
  { name: 'other-style-members', keywords, at: 'parent', fits: (broken) => renaming(broken) !== undefined },
  { name: 'missing-member', keywords: ['required', 'dependentRequired'], fits: () => true },
  { name: 'unknown-field', keywords: strangers, at: 'parent', fits: () => true },
  { name: 'other-rule', keywords: [], fits: () => true, summary: 'breaks another rule of the schema' },
];
