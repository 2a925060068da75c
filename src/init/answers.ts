import { answerNotes, guessedAnswers, type ProposedOperation, type Written } from './proposal.ts';

/** `200`, `2XX` or `default` → the schema of what comes with it. */
export type Replies = Readonly<Record<string, { readonly schema?: Written }>>;

const standing: Readonly<Record<string, { readonly name: string; readonly like: string }>> = {
  401: { name: 'unauthenticated', like: 'rejected' },
  403: { name: 'forbidden', like: 'rejected' },
  404: { name: 'not-found', like: 'rejected' },
  409: { name: 'conflict', like: 'rejected' },
  413: { name: 'too-large', like: 'rejected' },
  415: { name: 'unsupported', like: 'rejected' },
  429: { name: 'too-many', like: 'unavailable' },
  502: { name: 'bad-gateway', like: 'unavailable' },
  504: { name: 'gateway-timeout', like: 'unavailable' },
};

/** 2xx is `ok`, 400 and 422 `rejected`, 503 `unavailable`; what else has a usual meaning keeps a name of its own. */
export function answersOf(replies: Replies): Pick<ProposedOperation, 'answers' | 'notes'> {
  const statuses = Object.keys(replies)
    .filter((status) => /^\d{3}$/.test(status))
    .sort();
  const answers: Record<string, Written> = {};
  const notes: Record<string, string> = {};
  const success = statuses.filter((status) => status.startsWith('2'));
  for (const [i, status] of success.entries())
    answers[i === 0 ? 'ok' : `ok-${status}`] = {
      ...answer(status, replies[status]!),
      ...(i === 0 ? {} : { like: 'ok' }),
    };
  if (success.length === 0) answers.ok = { ...answer('200', replies['2XX'] ?? replies.default ?? {}) };
  notes['/answers/ok'] = answerNotes.degraded;
  Object.assign(answers, rejections(replies, statuses));
  if (!answers.rejected) {
    answers.rejected = guessedAnswers.rejected;
    notes['/answers/rejected'] = answerNotes.rejected;
  }
  for (const status of statuses.filter((s) => Object.hasOwn(standing, s)))
    answers[standing[status]!.name] = { ...answer(status, replies[status]!), like: standing[status]!.like };
  answers.unavailable = replies[503] ? answer('503', replies[503]) : guessedAnswers.unavailable;
  if (!replies[503]) notes['/answers/unavailable'] = answerNotes.unavailable;
  return { answers, notes };
}

/** One answer where both statuses have the same body, else one each. */
function rejections(replies: Replies, statuses: readonly string[]): Record<string, Written> {
  const [first, second] = statuses.filter((status) => status === '400' || status === '422');
  if (first === undefined) return {};
  const one = answer(first, replies[first]!);
  if (second === undefined) return { rejected: one };
  const other = answer(second, replies[second]!);
  if (JSON.stringify(one.body) === JSON.stringify(other.body)) return { rejected: { ...one, status: [400, 422] } };
  return { rejected: one, invalid: { ...other, like: 'rejected' } };
}

const answer = (status: string, { schema }: Replies[string]): Written => ({
  status: Number(status),
  ...(schema ? { body: schema } : {}),
});
