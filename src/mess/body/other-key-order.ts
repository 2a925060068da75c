import { bodyMess } from '../mess.ts';

function backwards(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(backwards).join()}]`;
  const entries = Object.entries(value).reverse();
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${backwards(inner)}`).join()}}`;
}

export const otherKeyOrder = bodyMess({
  name: 'other-key-order',
  summary: 'sends the members of every object in another order',
  seen: 'Hash maps; the order of members means nothing.',
  change: (_, { input: { body } }) => backwards(body),
});
