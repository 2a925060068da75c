import { printable } from '../report/printable.ts';
import type { Amendment } from './amend.ts';

/** The keywords and keys that stand at one place. */
interface Level {
  readonly says: { readonly line: string; readonly because: readonly string[] }[];
  readonly keys: Map<string, Level>;
}

/** Amendments of one schema as the lines of one YAML text, each below what calls for it. Fit to be shown and pasted. */
export function amendmentYaml(amendments: readonly Amendment[]): string[] {
  const root: Level = { says: [], keys: new Map() };
  for (const { path, keyword, value, because } of amendments) {
    let level = root;
    for (const key of path) {
      const next = level.keys.get(key) ?? { says: [], keys: new Map() };
      level.keys.set(key, next);
      level = next;
    }
    level.says.push({ line: `${keyword}: ${flow(value)}`, because });
  }
  return linesOf(root);
}

function linesOf({ says, keys }: Level): string[] {
  return [
    ...says.flatMap(({ line, because }) => [...because.map((reason) => `# ${printable(reason)}`), line]),
    ...[...keys].flatMap(([key, level]) => [`${flow(key)}:`, ...linesOf(level).map((line) => `  ${line}`)]),
  ];
}

/** A value as YAML in one line; texts that YAML could read otherwise, or that a terminal should not see, in quotes. */
function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  const plain = typeof value === 'string' && /^[a-z][\w-]*$/i.test(value) && !reserved.test(value);
  return plain ? value : printable(JSON.stringify(value));
}

const reserved = /^(null|true|false|yes|no|on|off|y|n)$/i;
