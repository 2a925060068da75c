// What clients are asked in every case, and the words of a model.
/** What the simulated models say. */
export const text =
  'Your parcel is on its way. It will arrive on Friday, between nine and noon, and you can follow it online.';
export const verdict = { category: 'delivery', score: 7 };
export const question = 'Where is my parcel? Answer as json.';
export const schema = {
  type: 'object',
  required: ['category', 'score'],
  properties: { category: { enum: ['billing', 'delivery'] }, score: { type: 'integer' } },
  additionalProperties: false,
};
/** What a request asks for, in the order in which it is tried whether a fault fits. */
export const asks = ['words', 'a tool', 'JSON'];
export const model = { replies: [text, verdict] };
/** Milliseconds: the time limit of every client that has one. */
export const timeout = 4000;
/** Numbers of a vector, where that can be asked for. */
export const dimensions = 8;
export const texts = ['one', 'two', 'three'];

export const documents = {
  dimension: 3,
  payload: { type: 'object', required: ['document'], properties: { document: { type: 'string', minLength: 1 } } },
  examples: [{ document: 'How to send a parcel back' }, { document: 'Where the parcel is' }],
};
export const vector = [0.1, 0.2, 0.3];

/** What the caller gets in place of a result with this member. */
export function without(member, got) {
  if (typeof got === 'string') return 'the body as a text';
  return got === null || got === undefined ? `${got}` : `no \`${member}\``;
}
