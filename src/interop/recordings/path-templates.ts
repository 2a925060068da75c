import type { Recording } from './recording.ts';

export interface Templated {
  readonly recording: Recording;
  /** `/orders/{id}` */
  readonly template: string;
  /** What stood in its places, by their names. */
  readonly ids: Readonly<Record<string, string>>;
}

const isAlwaysId = (part: string) => /^(\d+|[0-9a-f]{8}-[0-9a-f-]{27,}|(?=[\w-]*\d)[\w-]{16,})$/i.test(part);
/** Such as `cus_9s6XK` and `o-17`; `v1` and `oauth2` are words. */
const mayBeId = (part: string) => /\d/.test(part) && !/^v\d+([a-z]+\d*)?$/i.test(part);

const partsOf = ({ path }: Recording) => path.split('/');

/**
 * The paths of recordings with what differs from call to call left open: numbers, UUIDs and other long identifiers; and
 * what holds a digit, where another recording has something else at that place and is the same otherwise.
 */
export function withTemplates(recordings: readonly Recording[]): Templated[] {
  const all = recordings.map((recording) => ({ recording, parts: partsOf(recording) }));
  const differs = ({ recording, parts }: (typeof all)[number], at: number) =>
    all.some(
      (other) =>
        other.recording.method === recording.method &&
        other.parts.length === parts.length &&
        other.parts[at] !== parts[at] &&
        mayBeId(other.parts[at]!) &&
        other.parts.every((part, i) => i === at || part === parts[i] || isAlwaysId(part)),
    );
  return all.map((one) => {
    const open = one.parts.map((part, i) => isAlwaysId(part) || (mayBeId(part) && differs(one, i)));
    let n = 0;
    const names = open.map((is) => (is ? `id${++n > 1 ? n : ''}` : undefined));
    const ids = names.flatMap((name, i) => (name ? [[name, decoded(one.parts[i]!)] as const] : []));
    return {
      recording: one.recording,
      template: one.parts.map((part, i) => (names[i] ? `{${names[i]}}` : part)).join('/'),
      ids: Object.fromEntries(ids),
    };
  });
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
