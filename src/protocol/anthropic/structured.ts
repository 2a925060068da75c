import { schemaViolations } from '../../contract/json-schema.ts';
import { subschemas } from '../../contract/keywords.ts';
import { first } from '../first.ts';
import { interned } from '../interned.ts';
import { isObject, type Json, missing, noObject, type Refusal, refused } from './refusal.ts';

// What structured output leaves out of JSON Schema: https://platform.claude.com/docs/en/build-with-claude/structured-outputs

const numbers = ['exclusiveMaximum', 'exclusiveMinimum', 'maximum', 'minimum', 'multipleOf'];
const left: Readonly<Record<string, readonly string[]>> = {
  number: numbers,
  integer: numbers,
  string: ['maxLength', 'minLength'],
  array: ['maxItems', 'uniqueItems'],
};

export function badFormat(config: unknown): Refusal | undefined {
  if (config === undefined || config === null) return undefined;
  if (!isObject(config)) return noObject('output_config');
  const { format } = config;
  const at = 'output_config.format';
  if (format === undefined || format === null) return undefined;
  if (!isObject(format)) return noObject(at);
  if (format.type !== 'json_schema') return refused(`${at}.type`, "Input should be 'json_schema'");
  if (format.schema === undefined) return missing(`${at}.schema`);
  if (!isObject(format.schema)) return noObject(`${at}.schema`);
  const [violation] = schemaViolations(interned(format.schema));
  if (violation) return refused(`${at}.schema`, `Invalid schema: ${violation.pointer} ${violation.message}`);
  return badStrictly(format.schema, `${at}.schema`);
}

/** What may not stand in a schema that the model is held to. */
export function badStrictly(schema: Json, at: string): Refusal | undefined {
  const why = first(
    [...subschemas(schema)].map(
      ({ schema: part }) =>
        () =>
          first(typesOf(part).map((type) => () => unsupported(part, type))),
    ),
  );
  return why === undefined ? undefined : refused(at, why);
}

const typesOf = ({ type }: Json): string[] => [type].flat().filter((t): t is string => typeof t === 'string');

function unsupported(schema: Json, type: string): string | undefined {
  if (type === 'object' && schema.additionalProperties !== false)
    return "For 'object' type, 'additionalProperties' must be explicitly set to false";
  if (type === 'array' && Number(schema.minItems ?? 0) > 1)
    return "For 'array' type, 'minItems' values other than 0 or 1 are not supported";
  const found = (left[type] ?? []).filter((keyword) => keyword in schema);
  if (found.length === 0) return undefined;
  return found.length === 1
    ? `For '${type}' type, property '${found[0]}' is not supported`
    : `For '${type}' type, properties ${found.join(', ')} are not supported`;
}
