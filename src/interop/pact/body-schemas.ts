import { isDeepStrictEqual } from 'node:util';
import { mergedSchemas } from './merged-schema.ts';
import type { MatchingRule, PactBody } from './pact.ts';
import { listed, type Remarks } from './remarks.ts';
import { schemaOf } from './schema-of.ts';

type Json = Readonly<Record<string, unknown>>;

/** How pacts are read into contracts. */
export interface ImportContext {
  readonly exact: boolean;
  readonly remarks: Remarks;
}

interface Told {
  readonly body: PactBody;
  readonly bodyRules: readonly MatchingRule[];
}

/** One schema for the bodies of several interactions, and the distinct bodies. `what`: whose they are, for remarks. */
export function bodySchemas(
  parts: readonly Told[],
  what: string,
  { closed, context: { exact, remarks } }: { readonly closed: boolean; readonly context: ImportContext },
): { readonly schema?: Json; readonly examples: readonly unknown[] } {
  const other = parts.filter(({ body }) => body.kind === 'other');
  if (other.length > 0) remarks.say(`${what}: a body that is no JSON is left out.`);
  const schemas: Json[] = [];
  const examples: unknown[] = [];
  const lost: string[] = [];
  const literal: string[] = [];
  for (const { body, bodyRules } of parts) {
    if (body.kind !== 'json') continue;
    const schema = schemaOf(body.value, bodyRules, {
      closed,
      exact,
      tell: ({ kind, at, what: told }) =>
        (kind === 'lost' ? lost : literal).push(kind === 'lost' ? `${told} at ${at}` : at),
    });
    schemas.push(schema as Json);
    if (!examples.some((one) => isDeepStrictEqual(one, body.value))) examples.push(body.value);
  }
  if (lost.length > 0) remarks.say(`${what}: a schema cannot say ${listed(lost)}.`);
  if (literal.length > 0)
    remarks.say(
      `${what}: no rule speaks of ${listed(literal)}: the type is kept, and the value as an example. \`--exact\` makes it a constant.`,
    );
  return { ...(schemas.length > 0 ? { schema: mergedSchemas(schemas) } : {}), examples };
}
