export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** A Markdown table; the first column is text, the others are numbers. */
export function table([head, ...rows]) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
