import { type Frame, type Reply, type Stream, streamed } from '../../fault/reply.ts';
import { spokenPieces } from '../spoken-pieces.ts';
import { isObject, type Json } from './refusal.ts';

// https://ai.google.dev/api/generate-content#method:-models.streamgeneratecontent

type Head = Pick<Reply, 'status' | 'headers' | 'documents'>;

/** How the chunks of a stream are written: as events, or as the items of one list of JSON. */
export interface Writing {
  readonly type: string;
  readonly before?: Buffer;
  chunk(value: unknown, last: boolean): Buffer;
}

export const asEvents: Writing = {
  type: 'text/event-stream',
  chunk: (value) => Buffer.from(`data: ${JSON.stringify(value)}\r\n\r\n`),
};

export const asList: Writing = {
  type: 'application/json; charset=UTF-8',
  before: Buffer.from('['),
  chunk: (value, last) => Buffer.from(`${JSON.stringify(value)}${last ? '\n]\n' : '\n,\r\n'}`),
};

/** Content as a stream of chunks. What content cannot be comes in the last one, as it is. */
export function streamedContent(head: Head, whole: unknown, writing: Writing): Reply {
  const { before, chunk } = writing;
  const stream: Stream = {
    whole,
    frames: [
      ...(before ? [{ bytes: before, role: 'opening' } as const] : []),
      ...told(whole).map(({ value, text }): Frame => ({ bytes: chunk(value, false), role: 'content', ...text })),
      { bytes: chunk(ending(whole), true), role: 'terminal' },
    ],
    saying: (other) => streamedContent(head, other, writing),
    error: (marker) => {
      const message = `The model is overloaded. Please try again later. (request ${marker})`;
      return [{ bytes: chunk({ error: { code: 503, message, status: 'UNAVAILABLE' } }, true), role: 'content' }];
    },
  };
  return streamed(head, stream);
}

interface Chunk {
  readonly value: unknown;
  readonly text: Pick<Frame, 'text'>;
}

/** The parts of all candidates, their texts piece by piece. */
function told(whole: unknown): Chunk[] {
  if (!isObject(whole) || !Array.isArray(whole.candidates)) return [];
  const { candidates, usageMetadata: _, ...rest } = whole;
  return candidates.filter(isSpoken).flatMap(({ content, index }, i) =>
    content.parts.flatMap((part, j) =>
      piecesOf(part, `/candidates/${i}/content/parts/${j}/text`).map(({ part: piece, text }) => ({
        value: { candidates: [{ content: { ...content, parts: [piece] }, index }], ...rest },
        text,
      })),
    ),
  );
}

interface Spoken extends Json {
  readonly content: Json & { readonly parts: readonly unknown[] };
}

const isSpoken = (candidate: unknown): candidate is Spoken =>
  isObject(candidate) &&
  isObject(candidate.content) &&
  Array.isArray(candidate.content.parts) &&
  candidate.content.parts.length > 0;

function piecesOf(part: unknown, at: string): { readonly part: unknown; readonly text: Pick<Frame, 'text'> }[] {
  if (!isObject(part) || typeof part.text !== 'string') return [{ part, text: {} }];
  return spokenPieces(part.text).map((piece) => ({ part: { ...part, text: piece }, text: { text: { at, piece } } }));
}

/** The reasons to finish and the usage, with no more to say. */
function ending(whole: unknown): unknown {
  if (!isObject(whole) || !Array.isArray(whole.candidates)) return whole;
  const empty = (candidate: unknown) =>
    isSpoken(candidate) ? { ...candidate, content: { ...candidate.content, parts: [{ text: '' }] } } : candidate;
  return { ...whole, candidates: whole.candidates.map(empty) };
}
