import { bodyMess } from '../mess.ts';

function pythonic(value: unknown): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(pythonic).join()}]`;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}:${pythonic(inner)}`)
    .join()}}`;
}

export const pythonLiterals = bodyMess({
  name: 'python-literals',
  summary: 'writes True, False and None for true, false and null',
  seen: '`str(dict)` of Python, output of models.',
  change: (text, { input: { body } }) => {
    const changed = pythonic(body);
    return changed === text ? undefined : changed;
  },
});
