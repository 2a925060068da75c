import { suggest } from '../contract/nearest.ts';
import type { ProposedDependency } from './proposal.ts';
import { dependencyOf } from './variables.ts';

/** What a user said on the command line was not understood. */
export class WishError extends Error {}

/**
 * A dependency as it is wished for: `llm=openai:OPENAI_BASE_URL`, `search=http:SEARCH_URL`,
 * `search=http:SEARCH_URL:reply.json`, `search=openapi:SEARCH_URL:specs/search.yaml`, `db=tcp:DATABASE_URL:127.0.0.1:5432`. Behind the variable, its path may
 * stand: `llm=openai:LLM_URL/v1`.
 */
export function wishedDependency(text: string, protocols: readonly string[]): ProposedDependency {
  const match = /^([A-Za-z][\w.-]*)=([\w-]+):([A-Z_][A-Z0-9_]*)(\/[^:\s]*)?(?::(.+))?$/.exec(text);
  if (!match)
    throw new WishError(
      `--dependency "${text}" is not understood. Write <name>=<protocol>:<VARIABLE>, such as llm=openai:OPENAI_BASE_URL.`,
    );
  const [, name, protocol, variable, suffix, more] = match as unknown as [
    string,
    string,
    string,
    string,
    string?,
    string?,
  ];
  if (!protocols.includes(protocol))
    throw new WishError(
      `--dependency ${name}: there is no protocol "${protocol}". ${suggest(protocol, protocols, 'Protocols')}`,
    );
  if (protocol === 'openapi' && more === undefined)
    throw new WishError(
      `--dependency ${name} does not say where its OpenAPI document is. Write ${name}=openapi:${variable}:specs/${name}.yaml.`,
    );
  if (protocol === 'tcp' && more === undefined)
    throw new WishError(
      `--dependency ${name} does not say where its real server is. Write ${name}=tcp:${variable}:127.0.0.1:5432.`,
    );
  const known = dependencyOf(variable);
  const usual =
    known?.protocol === protocol ? known.value.replaceAll(`\${${known.name}.`, `\${${name}.`) : `\${${name}.url}`;
  return {
    name,
    protocol,
    variable,
    value: suffix === undefined ? usual : `\${${name}.url}${suffix}`,
    ...(protocol === 'openapi' ? { spec: more! } : {}),
    ...(protocol === 'tcp' ? { target: more! } : {}),
    ...(protocol === 'http' && more !== undefined ? { reply: more } : {}),
  };
}

/** `POST /v1/ask`. */
export function wishedCall(text: string): string {
  const [, method, path] = /^(get|head|post|put|patch|delete|options)\s+(\/[^\s?#]*)$/i.exec(text.trim()) ?? [];
  if (!method)
    throw new WishError(`--call "${text}" is no request. Write a method and a path, such as 'POST /v1/ask'.`);
  return `${method.toUpperCase()} ${path}`;
}
