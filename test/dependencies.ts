import type { Dependency, DependencyOperation, Returns, Tool } from '../src/contract/contract.ts';
import { operationsOf } from '../src/contract/tool.ts';
import { protocolNamed } from '../src/protocol/index.ts';

type OperationParts = Partial<Omit<DependencyOperation, 'call' | 'returns' | 'expects'>> & {
  readonly returns?: Partial<Returns>;
  readonly expects?: Partial<DependencyOperation['expects']>;
};

/** An operation as a contract with only these parts declares it: `POST /search`. */
export function operation(call: string, { returns, expects, ...parts }: OperationParts = {}): DependencyOperation {
  const [method, path] = call.split(' ') as [string, string];
  return {
    name: 'op',
    call: { method, path },
    expects: { path: {}, query: {}, headers: {}, ...expects },
    returns: { status: 200, headers: {}, examples: [], echo: {}, ...returns },
    effect: 'none',
    ...parts,
  };
}

const dependency: Omit<Dependency, 'protocol'> = {
  name: 'dep',
  onFailure: ['degraded'],
  recoversWithin: 1000,
  operations: {},
  replies: [],
  collections: {},
  effects: [],
  treats: {},
};

/** A dependency with these operations, by their names. */
export function httpDependency(...operations: readonly DependencyOperation[]): Dependency {
  const effects = operations.filter(({ effect }) => effect === 'once').map(({ name }) => name);
  return {
    ...dependency,
    protocol: 'http',
    effects,
    operations: Object.fromEntries(operations.map((o) => [o.name, o])),
  };
}

/** A model API that says one of `replies`, or what it invents. */
export const openaiDependency = (...replies: readonly unknown[]): Dependency => modelDependency('openai', ...replies);

/** As that, in the words of one provider. */
export function modelDependency(protocol: string, ...replies: readonly unknown[]): Dependency {
  return { ...dependency, protocol, replies };
}

/** A service whose protocol brings its operations, with these parts of a contract. */
export function brought(protocol: string, parts: Partial<Dependency> = {}): Dependency {
  return { ...dependency, protocol, effects: protocolNamed(protocol).effects ?? [], ...parts };
}

/** A tool server with these tools. */
export function mcpDependency(
  tools: Readonly<Record<string, Partial<Tool>>>,
  parts: Pick<Dependency, 'sessions' | 'stream'> = {},
): Dependency {
  const all = Object.fromEntries(
    Object.entries(tools).map(([name, tool]) => {
      const whole: Tool = { name, input: { type: 'object' }, examples: [], effect: 'none', ...tool };
      return [name, whole];
    }),
  );
  return { ...dependency, protocol: 'mcp', operations: operationsOf(all), tools: all, ...parts };
}

/** A real server that a proxy stands before. */
export function tcpDependency(target: string): Dependency {
  return { ...dependency, protocol: 'tcp', target };
}

/** The bytes of a request. */
export function requestBytes(call: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Buffer {
  const payload = body === undefined ? '' : JSON.stringify(body);
  const all = {
    host: 'localhost',
    authorization: 'Bearer key',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    'content-length': String(Buffer.byteLength(payload)),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${call} HTTP/1.1\r\n${lines.join('')}\r\n${payload}`);
}
