/** Text of unknown origin for a terminal or a file: control and direction characters are shown as escapes, never sent. */
export function printable(text: string): string {
  return text.replaceAll(
    /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (c) => {
      if (c === '\n') return '\\n';
      return `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`;
    },
  );
}

/** As `printable`, cut to a number of characters. */
export function excerpt(text: string, length: number): string {
  const shown = printable(text.slice(0, length * 2));
  return shown.length > length || text.length > length * 2 ? `${shown.slice(0, Math.max(1, length - 1))}…` : shown;
}

// Frames of a stack that are nobody's own code say nothing to its reader.
const foreignFrame = /^\s+at .*(node:|node_modules)|^\s+File ".*\/(site-packages|lib\/python[\d.]+)\//;

// Nobody reads on; and what a component wrote may be one line of megabytes.
const longestLine = 1000;

/** The last lines of what a process wrote, without blank ones and frames of foreign code; an ellipsis where lines were before. */
export function lastWords(output: string, most: number): string[] {
  const lines = output.split('\n').filter((line) => line.trim() !== '' && !foreignFrame.test(line));
  const last = lines.slice(-most).map((line) => excerpt(line.replaceAll('\t', '  '), longestLine));
  return lines.length > most ? ['…', ...last] : last;
}

// How the message of an error begins in JavaScript, Python, Java and Go.
const message = /^(Uncaught |Exception in thread .*? )?\[?[\w.$]*(Error|Exception)\b|^panic: /;

/** The first message of an error in what a process wrote. */
export function errorIn(output: string): string | undefined {
  return output.split('\n').find((line) => message.test(line));
}
