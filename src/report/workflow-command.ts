import { excerpt, printable } from './printable.ts';

// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands: the escapes are those of the toolkit.

/** What GitHub shows of each level in a step; the others are lost. */
export const mostAnnotations = 10;

const longestTitle = 250;
const longestMessage = 4000;

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly title: string;
  readonly lines: readonly string[];
}

const data = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string) => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** A line on standard output that GitHub shows at a line of a file. */
export function workflowCommand({ level, file, line, column, title, lines }: Annotation): string {
  const properties = { file: printable(file), line, col: column, title: excerpt(title, longestTitle) };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(String(value))}`);
  const message = lines.map(printable).join('\n');
  const shown = message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
  return `::${level} ${written.join(',')}::${data(shown)}\n`;
}

/** Lines of a log that are no commands, whatever they say: those begin with `::`, or stand anywhere behind `##[`. */
export const noCommand = (lines: string): string =>
  lines.replaceAll(/^(\s*)::/gm, '$1\\u003a:').replaceAll('##[', '\\u0023#[');
