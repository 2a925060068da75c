// Pieces of Markdown.
export const title = (text) => text[0].toUpperCase() + text.slice(1);

/** Text in a cell: a bar would end it, a line break as well; outside of code `<name>` would be taken for HTML. */
export const cell = (text) =>
  text
    .replaceAll('|', '\\|')
    .replaceAll('\n', ' ')
    .split('`')
    .map((part, i) => (i % 2 === 0 ? part.replaceAll('<', '&lt;') : part))
    .join('`');

export const code = (text) => `\`${text}\``;

/** Lines of a table; rows are lists of cells. */
export const table = (head, rows) => [
  `| ${head.join(' | ')} |`,
  `| ${head.map(() => '---').join(' | ')} |`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
];

/** The anchor that GitHub gives a heading. */
export const anchor = (heading) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
