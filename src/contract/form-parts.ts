import { defaults } from './defaults.ts';
import type { Form } from './form.ts';
import { durationPattern, ratePattern } from './units.ts';

/** A map whose keys are all known. */
export const known = (description: string, properties: Readonly<Record<string, Form>>, more: Form = {}): Form => ({
  title: `a map with ${Object.keys(properties).join(', ')}`,
  description,
  type: 'object',
  ...more,
  properties,
  additionalProperties: false,
});
/** A map whose keys are chosen by the author. */
export const named = (title: string, description: string, values: Form, more: Form = {}): Form => ({
  title: `a map: ${title}`,
  description,
  type: 'object',
  ...more,
  additionalProperties: values,
});
export const list = (title: string, description: string, items: Form | undefined, more: Form = {}): Form => ({
  title: `a list of ${title}`,
  description,
  type: 'array',
  ...(items ? { items } : {}),
  ...more,
});
export const text = (description: string, ...examples: string[]): Form => ({
  title: 'a text',
  description,
  type: 'string',
  minLength: 1,
  ...(examples.length > 0 ? { examples } : {}),
});
export const names = (description: string, ...examples: unknown[]): Form => ({
  title: 'a name, or a list of one or more',
  description,
  type: ['string', 'array'],
  minLength: 1,
  minItems: 1,
  items: { title: 'a name', type: 'string', minLength: 1 },
  ...(examples.length > 0 ? { examples } : {}),
});
export const name = {
  title: 'a name: a letter, then letters, digits, "-", "_" or "."',
  pattern: '^[A-Za-z][A-Za-z0-9_.-]*$',
} as const;
export const duration = (description: string, ...examples: string[]): Form => ({
  title: 'a duration such as 250ms, 2s or 1m',
  description,
  type: 'string',
  pattern: durationPattern,
  examples: [...examples, '250ms', '2s'],
});
export const rate = (description: string, ...examples: string[]): Form => ({
  title: 'a rate such as 20/s',
  description,
  type: 'string',
  pattern: ratePattern,
  examples,
});
export const schema: Form = {
  title: 'a JSON Schema, or { $ref: file.json }',
  type: ['object', 'boolean'],
  examples: [{ $ref: 'schemas/body.json' }],
};
export const effect: Form = {
  title: 'none or once',
  description: 'none, or once: it changes something, and a retry must carry the same idempotency key',
  enum: ['none', 'once'],
  default: defaults.effect,
};
export const idempotencyKey: Form = {
  title: '"header <name>" or "body <JSON Pointer>"',
  description: 'where the idempotency key stands in the request',
  type: 'string',
  pattern: '^(header [A-Za-z0-9-]+|body /.+)$',
  examples: ['header idempotency-key'],
};
