import { schemaViolations } from '../../contract/json-schema.ts';
import { first } from '../first.ts';
import { interned } from '../interned.ts';
import type { Tool } from './asked.ts';
import {
  badText,
  isObject,
  type Json,
  missing,
  noList,
  noObject,
  type Refusal,
  refused,
  unknownTag,
} from './refusal.ts';
import { badStrictly } from './structured.ts';

/** Tools that the API itself describes are dated. */
const dated = /_\d{8}$/;
const names = /^[a-zA-Z0-9_-]{1,128}$/;

export function badTools(tools: unknown, beta: boolean): Refusal | undefined {
  if (tools === undefined || tools === null) return undefined;
  if (!Array.isArray(tools)) return noList('tools');
  return first([
    ...tools.map((tool, i) => () => badTool(tool, `tools.${i}`, beta)),
    () => {
      const all = (tools as Tool[]).map(({ name }) => name).filter((name) => name !== undefined);
      return new Set(all).size < all.length ? refused('tools', 'Tool names must be unique.') : undefined;
    },
  ]);
}

function badTool(tool: unknown, at: string, beta: boolean): Refusal | undefined {
  if (!isObject(tool)) return noObject(at);
  const { type = 'custom', name } = tool;
  if (type === 'custom' || type === null) return badName(name, `${at}.custom.name`) ?? badInput(tool, `${at}.custom`);
  return beta || dated.test(String(type))
    ? undefined
    : unknownTag(at, type, ['custom', 'bash_20250124', 'web_search_20250305']);
}

function badName(name: unknown, at: string): Refusal | undefined {
  return (
    badText(at, name) ??
    (names.test(name as string) ? undefined : refused(at, `String should match pattern '${names.source}'`))
  );
}

function badInput({ input_schema: schema, strict }: Json, tool: string): Refusal | undefined {
  const at = `${tool}.input_schema`;
  if (schema === undefined) return missing(at);
  if (!isObject(schema)) return noObject(at);
  if (schema.type === undefined) return missing(`${at}.type`);
  if (schema.type !== 'object') return refused(`${at}.type`, "Input should be 'object'");
  if ('oneOf' in schema || 'allOf' in schema || 'anyOf' in schema)
    return refused(at, 'input_schema does not support oneOf, allOf, or anyOf at the top level');
  if (schemaViolations(interned(schema)).length > 0)
    return refused(
      at,
      'JSON schema is invalid. It must match JSON Schema draft 2020-12 (https://json-schema.org/draft/2020-12). Learn more about tool use at https://docs.claude.com/en/docs/tool-use.',
    );
  return strict === true ? badStrictly(schema, tool) : undefined;
}

const choices = ['any', 'auto', 'none', 'tool'];

export function badChoice(choice: unknown, tools: readonly Tool[] | undefined): Refusal | undefined {
  const at = 'tool_choice';
  if (choice === undefined || choice === null) return undefined;
  if (!isObject(choice)) return noObject(at);
  if (!choices.includes(choice.type as string)) return unknownTag(at, choice.type, choices);
  if (!tools || tools.length === 0)
    return choice.type === 'none'
      ? undefined
      : refused(at, '`tool_choice` may only be specified while providing `tools`.');
  if (choice.type !== 'tool') return undefined;
  return (
    badText(`${at}.tool.name`, choice.name) ??
    (tools.some(({ name }) => name === choice.name)
      ? undefined
      : refused(at, `Tool '${String(choice.name)}' not found in provided tools`))
  );
}
