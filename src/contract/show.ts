import { relative } from 'node:path';

const longest = 60;

/** A value as a person would quote it, cut where it gets long. */
export function show(value: unknown): string {
  if (typeof value === 'number') return String(value);
  // Of a text of megabytes no more is written than is shown.
  const text = JSON.stringify(typeof value === 'string' ? value.slice(0, longest + 1) : value) ?? 'absent';
  return text.length > longest ? `${text.slice(0, longest - 3)}…` : text;
}

/** An absolute path as a person would name it from where the command runs. */
export function showPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short === '' || short.startsWith('..') ? path : short;
}
