import { basename, dirname, relative, resolve } from 'node:path';
import { inferredSchema } from '../schema/inferred-schema.ts';
import { answersOf } from './answers.ts';
import { withPort } from './launch-commands.ts';
import type { Proposal, ProposedDependency, ProposedOperation } from './proposal.ts';
import type { Survey } from './survey.ts';
import { nameOf } from './traffic-operations.ts';
import type { FoundDependency } from './variables.ts';

/** How the component is launched, and what is known of it, from whoever knows best. */
export interface Chosen {
  readonly name: string;
  readonly launch: Proposal['launch'];
  readonly ready?: string;
  readonly operations: readonly ProposedOperation[];
  readonly dependencies: readonly ProposedDependency[];
  readonly out: string;
}

export function compose(chosen: Chosen, { variables, health }: Survey): Proposal {
  const { name, launch, operations, dependencies } = chosen;
  const told = 'command' in launch ? withPort(launch.command) : undefined;
  const env = {
    ...(told === undefined ? { [variables.port ?? 'PORT']: '${port}' } : {}),
    ...Object.fromEntries(dependencies.flatMap((d) => (d.variable && d.value ? [[d.variable, d.value]] : []))),
    ...Object.fromEntries(variables.secrets.map((secret) => [secret, `\${secret.${secretName(secret)}}`])),
  };
  return {
    name,
    launch: told === undefined ? launch : { command: told },
    env,
    ready: chosen.ready ?? `GET ${health[0] ?? '/'}`,
    operations,
    dependencies,
  };
}

const secretName = (variable: string): string =>
  variable
    .replace(/_(API_?KEY|TOKEN|SECRET|SECRET_KEY|PASSWORD|ACCESS_KEY)$/, '')
    .toLowerCase()
    .replaceAll('_', '-');

/** An operation of which no more is known than how it is called, and perhaps an example of its body. */
export function bareOperation(call: string, example: unknown): ProposedOperation {
  const [method, path] = call.split(' ') as [string, string];
  const parameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const body = example === undefined ? {} : { body: inferredSchema([example]), examples: [example] };
  const accepts = {
    ...body,
    ...(parameters.length > 0
      ? {
          path: Object.fromEntries(parameters.map((name) => [name, { type: 'string' }])),
          ...(example === undefined ? {} : { examples: [{ body: example }] }),
        }
      : {}),
  };
  const { answers, notes } = answersOf({ 200: {} });
  return {
    name: nameOf(method, path),
    call,
    ...(Object.keys(accepts).length > 0 ? { accepts } : {}),
    answers,
    notes: {
      ...notes,
      ...(example === undefined && method !== 'GET' && method !== 'DELETE'
        ? { '/call': 'What may callers send? Add accepts: { body: { $ref: schemas/body.json }, examples: [{ … }] }' }
        : {}),
    },
  };
}

/**
 * The dependencies that were found, with those that were wished for instead of what has the same name or variable; one
 * whose OpenAPI document lies in the project is declared by it.
 */
export function dependenciesOf(
  found: readonly FoundDependency[],
  wished: readonly ProposedDependency[],
  { documents, out }: { readonly documents: readonly string[]; readonly out: string },
): ProposedDependency[] {
  const others = found.filter((one) => !wished.some((w) => w.name === one.name || w.variable === one.variable));
  const near = (file: string) => relative(dirname(resolve(out)), resolve(file));
  return [
    ...others.map((one): ProposedDependency => {
      const document =
        one.protocol === 'http' ? documents.find((file) => basename(file).toLowerCase().includes(one.name)) : undefined;
      return document ? { ...one, protocol: 'openapi', spec: near(document) } : one;
    }),
    ...wished.map((one) => (one.spec ? { ...one, spec: near(one.spec) } : one)),
  ];
}
