import type { Schema } from '../contract/contract.ts';
import { isValid } from '../contract/json-schema.ts';
import { sampleValue } from '../schema/sample-value.ts';

/** One of several, the same for the same seed. */
export const picked = <T>(all: readonly T[], seed: number): T | undefined => all[Math.abs(seed) % all.length];

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The text of a model: one of the `replies` that fit, as JSON where a schema is asked for, or one that is invented. */
export function textFor(schema: Schema | undefined, replies: readonly unknown[], seed: number): string {
  const fitting = replies.filter((reply) => schema === undefined || isValid(schema, reply));
  const value = fitting.length > 0 ? picked(fitting, seed) : sampleValue(schema ?? sentence, seed);
  return typeof value === 'string' && schema === undefined ? value : JSON.stringify(value);
}

/** The input with which a model calls a tool: one of the `replies` that fit, or one that is invented. */
export function inputFor(schema: Schema, replies: readonly unknown[], seed: number): unknown {
  return (
    picked(
      replies.filter((reply) => isObject(reply) && isValid(schema, reply)),
      seed,
    ) ?? sampleValue(schema, seed)
  );
}

/** What a component relies on in a text of a model. */
export const reliedText = (schema: Schema | undefined): Schema => ({
  type: 'string',
  minLength: 1,
  ...(schema === undefined ? {} : { contentMediaType: 'application/json' }),
});

/** What a model says where nobody wants more than words. */
export const sentence: Schema = { type: 'string', minLength: 20 };

/** The text up to the first sequence at which the model was told to stop, and that sequence. */
export function beforeStop(
  text: string,
  sequences: readonly string[],
): { readonly text: string; readonly stop?: string } {
  const first = sequences
    .map((stop) => ({ stop, at: text.indexOf(stop) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0];
  return first ? { text: text.slice(0, first.at), stop: first.stop } : { text };
}
