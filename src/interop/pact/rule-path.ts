import type { PathStep } from './pact.ts';

const steps = /\.([^.[\]]+)|\[\s*'((?:[^'\\]|\\.)*)'\s*\]|\[\s*"((?:[^"\\]|\\.)*)"\s*\]|\[\s*(\d+|\*)\s*\]/y;

/** `$.items[*]['a b']` → its steps; undefined where it is no path. */
export function readRulePath(text: string): readonly PathStep[] | undefined {
  if (!text.startsWith('$')) return undefined;
  const found: PathStep[] = [];
  steps.lastIndex = 1;
  while (steps.lastIndex < text.length) {
    const match = steps.exec(text);
    if (!match) return undefined;
    const [, name, quoted, doubled, index] = match;
    if (index !== undefined) found.push(index === '*' ? '*' : Number(index));
    else found.push(name ?? (quoted ?? doubled)!.replaceAll(/\\(.)/g, '$1'));
  }
  return found;
}

/** `lists`: which of the `*` among the steps stand for items of a list. */
export function writeRulePath(path: readonly PathStep[], lists: ReadonlySet<number> = new Set()): string {
  const written = path.map((step, i) => {
    if (typeof step === 'number') return `[${step}]`;
    if (step === '*') return lists.has(i) ? '[*]' : '.*';
    return /^[A-Za-z_][\w-]*$/.test(step) ? `.${step}` : `['${step.replaceAll(/['\\]/g, '\\$&')}']`;
  });
  return `$${written.join('')}`;
}
