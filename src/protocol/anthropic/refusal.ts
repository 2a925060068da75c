/** Why the API refuses a request: where, as it writes paths (`messages.0.content`), and in its own words. */
export interface Refusal {
  readonly at: string;
  readonly message: string;
}

export type Json = Record<string, unknown>;
export const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);

export const refused = (at: string, why: string): Refusal => ({ at, message: `${at}: ${why}` });
export const missing = (at: string): Refusal => refused(at, 'Field required');

export const noText = (at: string): Refusal => refused(at, 'Input should be a valid string');
export const noList = (at: string): Refusal => refused(at, 'Input should be a valid array');
export const noObject = (at: string): Refusal => refused(at, 'Input should be an object');

/** A text that must be there. */
export function badText(at: string, value: unknown): Refusal | undefined {
  if (value === undefined) return missing(at);
  return typeof value === 'string' ? undefined : noText(at);
}

export const unknownTag = (at: string, tag: unknown, known: readonly string[]): Refusal =>
  refused(
    at,
    `Input tag '${String(tag)}' found using 'type' does not match any of the expected tags: ${known.map((k) => `'${k}'`).join(', ')}`,
  );
