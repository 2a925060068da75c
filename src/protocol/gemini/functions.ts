import { schemaViolations } from '../../contract/json-schema.ts';
import { first } from '../first.ts';
import { interned } from '../interned.ts';
import { declarationsOf, type GenerateRequest } from './asked.ts';
import { badSchema } from './dialect-rules.ts';
import { isObject, message, plain, type Refusal, senseless, wrongType } from './refusal.ts';

const names = /^[A-Za-z_][A-Za-z0-9_.:-]{0,63}$/;
const modes = ['MODE_UNSPECIFIED', 'AUTO', 'ANY', 'NONE', 'VALIDATED'];

export function badFunctions(tools: unknown, config: unknown): Refusal | undefined {
  if (!Array.isArray(tools)) return wrongType('tools', message('Tool'), tools);
  return first([
    ...tools.map((tool, i) => () => badTool(tool, `tools[${i}]`)),
    () => badNames(declarationsOf({ tools }).map(({ name }) => name)),
    () =>
      badCalling(
        config,
        declarationsOf({ tools }).map(({ name }) => name),
      ),
  ]);
}

function badTool(tool: unknown, at: string): Refusal | undefined {
  if (!isObject(tool)) return wrongType(at, message('Tool'), tool);
  const { functionDeclarations: declared } = tool;
  if (declared === undefined) return undefined;
  const place = `${at}.function_declarations`;
  if (!Array.isArray(declared)) return wrongType(place, message('FunctionDeclaration'), declared);
  return first(declared.map((declaration, i) => () => badDeclaration(declaration, `${place}[${i}]`)));
}

function badDeclaration(declaration: unknown, at: string): Refusal | undefined {
  if (!isObject(declaration)) return wrongType(at, message('FunctionDeclaration'), declaration);
  const { name, parameters, parametersJsonSchema: json } = declaration;
  if (typeof name !== 'string' || !names.test(name))
    return senseless(
      `${at}.name`,
      '[FIELD_INVALID] Invalid function name. Must start with a letter or an underscore. Must be alphameric (a-z, A-Z, 0-9), underscores (_), dots (.), colons (:), or dashes (-), with a maximum length of 64.',
    );
  if (parameters !== undefined) return badSchema(parameters, `${at}.parameters`);
  if (json === undefined) return undefined;
  const [violation] = isObject(json) ? schemaViolations(interned(json)) : [{ pointer: '', message: 'is no object' }];
  return (
    violation &&
    senseless(`${at}.parameters_json_schema`, `the JSON schema is invalid: ${violation.pointer} ${violation.message}.`)
  );
}

function badNames(all: readonly string[]): Refusal | undefined {
  const twice = all.find((name, i) => all.indexOf(name) < i);
  return twice === undefined ? undefined : plain('tools', `Duplicate function declaration found: ${twice}`);
}

function badCalling(config: unknown, declared: readonly string[]): Refusal | undefined {
  const place = 'tool_config.function_calling_config';
  const { functionCallingConfig: calling } = (config ?? {}) as NonNullable<GenerateRequest['toolConfig']>;
  if (calling === undefined) return undefined;
  const { mode = 'AUTO', allowedFunctionNames: allowed = [] } = calling;
  if (!modes.includes(mode)) return wrongType(`${place}.mode`, message('FunctionCallingConfig.Mode'), mode);
  if (allowed.length > 0 && mode !== 'ANY' && mode !== 'VALIDATED')
    return plain(
      `${place}.allowed_function_names`,
      'Allowed function names should only be set when the function calling mode is ANY or VALIDATED.',
    );
  const other = allowed.find((name) => !declared.includes(name));
  return other === undefined
    ? undefined
    : plain(`${place}.allowed_function_names`, `Allowed function name ${other} is not declared.`);
}
