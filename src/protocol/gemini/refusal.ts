/** Why the API refuses a request: where (`contents[0].parts[0]`, with the names of its errors), and in its own words. */
export interface Refusal {
  readonly at: string;
  readonly message: string;
  /** The body could not even be read as a request: its error lists the place apart. */
  readonly unread?: true;
}

export type Json = Record<string, unknown>;
export const isObject = (v: unknown): v is Json => typeof v === 'object' && v !== null && !Array.isArray(v);

/** What was read and makes no sense. */
export const senseless = (at: string, why: string): Refusal => ({
  at,
  message: `* GenerateContentRequest.${at}: ${why}\n`,
});

/** A refusal without a place in its words. */
export const plain = (at: string, message: string): Refusal => ({ at, message });

export const unknownName = (at: string, name: string): Refusal => ({
  at: at === '' ? name : `${at}.${name}`,
  message: `Invalid JSON payload received. Unknown name "${name}"${at === '' ? '' : ` at '${at}'`}: Cannot find field.`,
  unread: true,
});

export const wrongType = (at: string, type: string, value: unknown): Refusal => ({
  at,
  message: `Invalid value at '${at}' (${type}), ${JSON.stringify(value)}`,
  unread: true,
});

export const message = (name: string): string => `type.googleapis.com/google.ai.generativelanguage.v1beta.${name}`;
export const struct = 'type.googleapis.com/google.protobuf.Struct';
