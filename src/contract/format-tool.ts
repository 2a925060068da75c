import { effect, idempotencyKey, known, list, schema, text } from './form-parts.ts';

/** Of one tool of a tool server. */
export const tool = known(
  'a tool of a tool server (MCP)',
  {
    description: text('what it is for, as its clients are told', 'Finds an order by its number.'),
    input: { ...schema, description: 'what its arguments satisfy; an object' },
    output: {
      ...schema,
      description: 'the output schema that it tells its clients; its results are values of it, and the same as text',
    },
    text: { ...schema, description: 'of the JSON in its text, where it tells its clients no output schema' },
    examples: list('examples', 'results of the real tool: texts, or values', undefined),
    effect,
    'idempotency-key': {
      ...idempotencyKey,
      description: 'where the idempotency key stands: a header, or a pointer into the arguments',
    },
  },
  { examples: [{ input: { type: 'object' } }] },
);
