import type { DependencyOperation, Tool } from './contract.ts';

/** What a tool server is asked for besides its tools. */
export const toolServerOperations = ['initialize', 'tools-list'] as const;

/** The operations that follow from declared tools: one for each, by its name, and those that every tool server has. */
export function operationsOf(tools: Readonly<Record<string, Tool>> | undefined): Record<string, DependencyOperation> {
  if (!tools) return {};
  const all = [...toolServerOperations.map((name) => ({ name, effect: 'none' as const })), ...Object.values(tools)];
  return Object.fromEntries(all.map((one) => [one.name, operationOf(one)]));
}

function operationOf({ name, effect, idempotencyKey }: Pick<Tool, 'name' | 'effect' | 'idempotencyKey'>) {
  return {
    name,
    call: { method: 'POST', path: '/mcp' },
    expects: { path: {}, query: {}, headers: {} },
    returns: { status: 200, headers: {}, examples: [], echo: {} },
    effect,
    ...(idempotencyKey ? { idempotencyKey } : {}),
  };
}
