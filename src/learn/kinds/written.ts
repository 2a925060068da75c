/** A way to write JSON that means the same: a line of a table. Its name is that of a mess kind. */
export interface WrittenKind {
  readonly name: string;
  fits(text: string): boolean;
}

const paddingAtLeast = 1 << 16;

// A backslash that is escaped itself escapes nothing.
const escapes = (text: string, what: RegExp) => what.test(text.replaceAll('\\\\', ''));

/** How the JSON of a body may be written; all that fit are meant. */
export const writtenKinds: readonly WrittenKind[] = [
  { name: 'escaped-slashes', fits: (text) => escapes(text, /\\\//) },
  { name: 'unicode-escapes', fits: (text) => escapes(text, /\\u[0-9a-f]{4}/i) },
  { name: 'pretty-printed', fits: (text) => text.trim().includes('\n') },
  { name: 'padded-body', fits: (text) => text.length - text.trim().length >= paddingAtLeast },
];
