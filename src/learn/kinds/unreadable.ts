/** A way in which a body is no JSON: a line of a table. */
export interface UnreadableKind {
  /** A mess kind's name where one does the same, else a name of its own, told by `summary`. */
  readonly name: string;
  /** The JSON that was meant: the kind fits where it can be read. */
  readonly mend?: (text: string) => string;
  /** Fits, and cannot be mended. */
  readonly fits?: (text: string) => boolean;
  readonly summary?: string;
}

const texts = /"(?:[^"\\]|\\.)*"/gs;
const pythonWords: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null' };
const withoutPython = (text: string) => text.replaceAll(/\b(True|False|None)\b/g, (word) => pythonWords[word]!);

/** Bodies that are not JSON; the first that fits is meant. */
export const unreadableKinds: readonly UnreadableKind[] = [
  { name: 'json-in-fence', mend: (text) => text.replace(/^\s*```\w*\s*\n(.*?)\n?```\s*$/s, '$1') },
  { name: 'xssi-prefix', mend: (text) => text.replace(/^\)\]\}',?\s*/, '') },
  { name: 'json-twice', mend: (text) => text.split('\n')[0]! },
  { name: 'comment', mend: (text) => text.replaceAll(/^[ \t]*\/\/[^\n]*$|\/\*[\s\S]{0,999}?\*\//gm, '') },
  { name: 'trailing-comma', mend: (text) => text.replaceAll(/,(\s*[}\]])/g, '$1') },
  { name: 'python-literals', mend: withoutPython },
  { name: 'single-quotes', mend: (text) => withoutPython(text.replaceAll("'", '"')) },
  { name: 'unquoted-keys', mend: (text) => text.replaceAll(/([{,]\s*)([a-z_]\w*)\s*:/gi, '$1"$2":') },
  { name: 'not-a-number', mend: (text) => text.replaceAll(/([:,[]\s*)(NaN|-?Infinity)\b/g, '$10') },
  { name: 'plus-sign', mend: (text) => text.replaceAll(/([:,[]\s*)\+(?=\d)/g, '$1') },
  { name: 'leading-zeros', mend: (text) => text.replaceAll(/([:,[]\s*-?)0+(?=\d)/g, '$1') },
  {
    name: 'raw-line-break',
    mend: (text) => text.replaceAll(texts, (one) => one.replaceAll('\r', '\\r').replaceAll('\n', '\\n')),
  },
  { name: 'xml-body', fits: (text) => /^\s*<[?!a-z]/i.test(text) },
  { name: 'form-body', fits: (text) => /^[\w.[\]%+-]+=/.test(text) },
  { name: 'cut-off', fits: isCutOff },
  { name: 'plain-words', fits: (text) => /^[^{["\]}]+$/.test(text) },
  { name: 'not-json', fits: () => true, summary: 'sends a body that is not JSON' },
];

/** Whether a reader of JSON was content up to the end. */
function isCutOff(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    const { message } = error as Error;
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? Number.NaN);
    return /end of JSON input|Unterminated/.test(message) || at >= text.length;
  }
}
