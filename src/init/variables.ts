import { knownPackages, knownVariables } from './known-variables.ts';
import type { ProjectFile } from './project-files.ts';

/** A dependency that an environment variable of the component seems to name. */
export interface FoundDependency {
  readonly name: string;
  readonly protocol: string;
  readonly variable: string;
  /** What the variable is set to, with placeholders for this dependency. */
  readonly value: string;
  /** The real server, of one that is not simulated. */
  readonly target?: string;
}

/** What a component reads from its environment. */
export interface FoundVariables {
  readonly port?: string;
  readonly dependencies: readonly FoundDependency[];
  /** Keys, tokens and passwords. */
  readonly secrets: readonly string[];
}

const reads = [
  /process\.env\.([A-Z][A-Z0-9_]*)/g,
  /process\.env\[['"]([A-Z][A-Z0-9_]*)['"]\]/g,
  /(?:Deno\.env\.get|Bun\.env\.|import\.meta\.env\.)\(?['"]?([A-Z][A-Z0-9_]*)/g,
  /os\.(?:environ(?:\.get)?|getenv)[[(]\s*['"]([A-Z][A-Z0-9_]*)['"]/g,
  /(?:os\.Getenv|os\.LookupEnv|env::var|System\.getenv|ENV\.fetch|ENV|getenv|Environment\.GetEnvironmentVariable)[[(]\s*['"]([A-Z][A-Z0-9_]*)['"]/g,
];
const unpacked = /(?:const|let|var)\s*\{([^}]*)\}\s*=\s*process\.env\b/g;

/** The environment variables that the sources read or the example of an `.env` names, with the example's values. */
export function variablesIn(files: readonly ProjectFile[]): Map<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const { file, text } of files) {
    if (/(^|\/)(\.env\.|example\.env$)/.test(file))
      for (const [, name, value] of text.matchAll(/^(?:export\s+)?([A-Z][A-Z0-9_]*)=(.*)$/gm))
        found.set(name!, value!.trim().replaceAll(/^["']|["']$/g, '') || found.get(name!));
    for (const [, list] of text.matchAll(unpacked))
      for (const part of list!.split(',')) {
        const name = /^\s*([A-Z][A-Z0-9_]*)/.exec(part)?.[1];
        if (name && !found.has(name)) found.set(name, undefined);
      }
    for (const pattern of reads)
      for (const [, name] of text.matchAll(pattern)) if (!found.has(name!)) found.set(name!, undefined);
    for (const { imports, variables } of knownPackages)
      if (imports.test(text)) for (const name of variables) if (!found.has(name)) found.set(name, undefined);
  }
  return found;
}

const isPort = /^(PORT|HTTP_PORT|SERVER_PORT|APP_PORT|LISTEN_PORT|API_PORT|UVICORN_PORT|FLASK_RUN_PORT)$/;
const isSecret = /(_API_KEY|_APIKEY|_TOKEN|_SECRET|_SECRET_KEY|_PASSWORD|_ACCESS_KEY|^API_KEY)$/;
const isStore =
  /^(DATABASE|DB|POSTGRES|POSTGRESQL|PG|MYSQL|MARIADB|REDIS|MONGO|MONGODB|AMQP|RABBITMQ|NATS|KAFKA|VALKEY|CACHE)_(URL|URI|DSN)$/;
const isAddress = /^(\w+?)_(BASE_URL|API_URL|SERVICE_URL|URL|ENDPOINT|URI|BASE)$/;
// Addresses that lead to the component itself, or to people.
const isOwn =
  /^(PUBLIC|APP|SELF|SERVER|BASE|SITE|FRONTEND|CALLBACK|REDIRECT|WEBHOOK|NEXT|VITE|DOCS|HOME|PROXY|HTTP_PROXY|NEXTAUTH)\b|_PROXY_/;

/** What a component's variables say of what it calls. */
export function foundVariables(files: readonly ProjectFile[]): FoundVariables {
  const all = variablesIn(files);
  const names = [...all.keys()];
  const dependencies = new Map<string, FoundDependency>();
  for (const name of names) {
    const found = dependencyOf(name, all.get(name));
    // Two variables of one service: the first is enough.
    if (found && !dependencies.has(found.name)) dependencies.set(found.name, found);
  }
  const port = names.find((name) => name === 'PORT') ?? names.find((name) => isPort.test(name));
  return {
    ...(port ? { port } : {}),
    dependencies: [...dependencies.values()],
    secrets: names.filter((name) => isSecret.test(name)),
  };
}

/** The dependency that a variable names; undefined where it names none. */
export function dependencyOf(variable: string, example?: string): FoundDependency | undefined {
  const known = knownVariables.find(({ name }) => new RegExp(`^(?:${name.source})$`).test(variable));
  if (known) {
    const { dependency: name, protocol, suffix = '' } = known;
    return { name, protocol, variable, value: `\${${name}.url}${suffix}` };
  }
  const store = isStore.exec(variable);
  if (store) return storeOf(variable, store[1]!, example);
  const service = isAddress.exec(variable)?.[1];
  if (!service || isOwn.test(service)) return undefined;
  const name = service.toLowerCase().replaceAll('_', '-');
  return { name, protocol: 'http', variable, value: `\${${name}.url}${pathOf(example)}` };
}

const usualPorts: Readonly<Record<string, string>> = { redis: '6379', mysql: '3306', mongodb: '27017', amqp: '5672' };

/** A store speaks no HTTP: there is a proxy before the real one. */
function storeOf(variable: string, kind: string, example: string | undefined): FoundDependency {
  const name = kind.toLowerCase();
  const scheme = /redis|valkey|cache/.test(name)
    ? 'redis'
    : /my|maria/.test(name)
      ? 'mysql'
      : /mongo/.test(name)
        ? 'mongodb'
        : 'postgres';
  const [, before = `${scheme}://`, host = '127.0.0.1', port, after = ''] =
    /^([\w+]+:\/\/(?:[^@/\s]*@)?)([^:/\s]+)(?::(\d+))?(\S*)$/.exec(example ?? '') ?? [];
  return {
    name,
    protocol: 'tcp',
    variable,
    value: `${before}\${${name}.host}:\${${name}.port}${after}`,
    target: `${host}:${port ?? usualPorts[scheme] ?? '5432'}`,
  };
}

/** The path that an example of the address has. */
function pathOf(example: string | undefined): string {
  try {
    return example === undefined ? '' : new URL(example).pathname.replace(/\/$/, '');
  } catch {
    return '';
  }
}
