import type { Call, Headers, Observation, SeenRequest } from './observation.ts';

/** The version of the journal's lines. */
export const journalVersion = 1;

/** The first line: all that is needed to judge the others again. The contract is stored as it was loaded. */
export interface JournalHead {
  readonly journal: typeof journalVersion;
  readonly shakedown: string;
  readonly seed: number;
  readonly profile: string;
  readonly contract: unknown;
}

export type Role = 'explore' | 'shrink' | 'confirm';

/** One line for each case that was played. */
export interface JournalLine {
  readonly role: Role;
  readonly trial: string;
  readonly observation: Observation;
}

const guarded = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key', 'api-key']);

/** The observation without credentials that are not our own canaries. */
export function withoutSecrets(observation: Observation): Observation {
  const canaries = Object.values(observation.internals.secrets);
  const clean = (headers: Headers): Headers =>
    headers.map(([name, value]) =>
      guarded.has(name.toLowerCase()) && !canaries.some((c) => value.includes(c)) ? [name, '(removed)'] : [name, value],
    );
  const cleanCall = (c: Call): Call => ({ ...c, request: { ...c.request, headers: clean(c.request.headers) } });
  const cleanOne = ({ whole, ...rest }: SeenRequest): SeenRequest => {
    if (!whole) return rest;
    const request = { ...whole.request, headers: clean(whole.request.headers) };
    return { ...rest, whole: { ...whole, request, calls: whole.calls.map(cleanCall) } };
  };
  return {
    ...observation,
    request: { ...observation.request, headers: clean(observation.request.headers) },
    calls: observation.calls.map(cleanCall),
    ...(observation.traffic
      ? {
          traffic: {
            ...observation.traffic,
            requests: observation.traffic.requests.map(cleanOne),
            ...(observation.traffic.turns ? { turns: observation.traffic.turns.map(cleanOne) } : {}),
          },
        }
      : {}),
  };
}

export interface Journal {
  readonly head: JournalHead;
  /** The cases, as they were played. */
  readonly lines: readonly JournalLine[];
  /** What else was noted. */
  readonly notes: readonly object[];
  /** Lines that cannot be read. */
  readonly damaged: number;
}

/** What a journal holds. A run that was killed may have left half a line: it is passed over. */
export function readJournal(text: string): Journal | { problem: string } {
  const [first = '', ...rest] = text.split('\n');
  const head = parse(first) as JournalHead | undefined;
  if (head?.journal === undefined) return { problem: 'is not a journal: its first line does not say so' };
  if (head.journal !== journalVersion)
    return { problem: `is a journal of version ${head.journal}; this Shakedown reads version ${journalVersion}` };
  const written = rest.filter((line) => line !== '');
  const told = written.map(parse).filter((line) => typeof line === 'object' && line !== null);
  const isCase = (line: object): line is JournalLine => 'observation' in line;
  return {
    head,
    lines: told.filter(isCase),
    notes: told.filter((line) => !isCase(line)),
    damaged: written.length - told.length,
  };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
