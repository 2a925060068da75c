import type { Schema } from '../../contract/contract.ts';
import type { Document, Reply } from '../../fault/reply.ts';
import { defining } from '../../schema/defining.ts';
import { hash } from '../../schema/seed.ts';
import { interned } from '../interned.ts';
import { tokensOf } from '../tokens.ts';
import type { GenerateRequest } from './asked.ts';
import { streamedContent, type Writing } from './content-stream.ts';
import { type Candidate, say } from './say.ts';

/** What is generated for a request: the same for every call with the same seed. */
export interface Generated {
  readonly candidates: readonly Candidate[];
  readonly usage: Readonly<Record<string, number>> & { readonly totalTokenCount: number };
  readonly documents: readonly Document[];
}

/** Answers a request that the API takes: what it asks for is what it gets. */
export function generate(
  request: GenerateRequest,
  model: string,
  replies: readonly unknown[],
  seed: number,
): Generated {
  const candidates = Array.from({ length: request.generationConfig?.candidateCount ?? 1 }, (_, i) =>
    say(request, model, replies, i === 0 ? seed : hash(seed, i)),
  );
  const { contents, systemInstruction, tools } = request;
  return {
    candidates,
    usage: usageOf(candidates, tokensOf(JSON.stringify([contents, systemInstruction, tools]))),
    documents: [
      { at: '', schema: relied(candidates[0]!) },
      ...candidates.flatMap(({ thoughts, parts }, i) =>
        [...thoughts, ...parts].flatMap(({ inner }, j) =>
          inner === undefined ? [] : [{ at: `/candidates/${i}/content/parts/${j}/text`, schema: inner }],
        ),
      ),
    ],
  };
}

function usageOf(candidates: readonly Candidate[], prompt: number): Generated['usage'] {
  const spent = (of: 'thoughts' | 'parts') =>
    candidates.flatMap((candidate) => candidate[of]).reduce((sum, { tokens }) => sum + tokens, 0);
  const [said, thought] = [spent('parts'), spent('thoughts')];
  return {
    promptTokenCount: prompt,
    candidatesTokenCount: said,
    totalTokenCount: prompt + said + thought,
    ...(thought > 0 ? { thoughtsTokenCount: thought } : {}),
  };
}

/** The reply that carries what was generated. */
function contentOf({ candidates, usage }: Generated, model: string, nonce: string) {
  return {
    candidates: candidates.map(({ thoughts, parts, finish }, index) => ({
      content: { parts: [...thoughts, ...parts].map(({ part }) => part), role: 'model' },
      finishReason: finish,
      index,
    })),
    usageMetadata: usage,
    modelVersion: model,
    responseId: nonce,
  };
}

/** `writing`: it is streamed, and how. */
export function contentReply(generated: Generated, model: string, nonce: string, writing?: Writing): Reply {
  const content = contentOf(generated, model, nonce);
  const head = { status: 200, headers, documents: generated.documents };
  if (!writing) return { ...head, body: Buffer.from(JSON.stringify(content)) };
  return streamedContent({ ...head, headers: [['content-type', writing.type], ...headers.slice(1)] }, content, writing);
}

export const headers: Reply['headers'] = [
  ['content-type', 'application/json; charset=UTF-8'],
  ['vary', 'Origin, X-Origin, Referer'],
  ['server', 'scaffolding on HTTPServer2'],
  ['server-timing', 'gfet4t7; dur=412'],
];

/** What makes a reply usable, and no more: clients that never look at `finishReason` or `usageMetadata` are right. */
function relied({ thoughts, parts }: Candidate): Schema {
  const all = [...thoughts, ...parts];
  const object = (name: string, schema: Schema) => ({
    type: 'object',
    required: [name],
    properties: { [name]: schema },
  });
  const list = { type: 'array', minItems: all.length, prefixItems: all.map((spoken) => spoken.relied) };
  const candidate = object('content', object('parts', list));
  const definitions = Object.fromEntries(all.flatMap(({ definition }) => Object.entries(definition ?? {})));
  return interned(
    defining(object('candidates', { type: 'array', minItems: 1, prefixItems: [candidate] }), definitions),
  );
}
