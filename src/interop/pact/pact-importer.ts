import { readFileSync } from 'node:fs';
import { ImportError, type Imported, type Importer, type ImportOptions } from '../importer.ts';
import type { ImportContext } from './body-schemas.ts';
import { dependencyOperation, groupsOf, operationsOf } from './imported-downstream.ts';
import { kindOf, upstreamOperation } from './imported-upstream.ts';
import { contractName } from './names.ts';
import type { Interaction, Pact } from './pact.ts';
import { readPact } from './read-pact.ts';
import { Remarks } from './remarks.ts';
import { faultStateOf } from './states.ts';

type Json = Readonly<Record<string, unknown>>;

/** Pacts of versions 1 to 4: those of which the component is the consumer, and those of which it is the provider. */
export const pactImporter: Importer = {
  name: 'pact',
  summary: 'pact files, versions 2 to 4, as a contract; --component says whose',
  import: (files, options = {}) => imported(files.map(read), options),
};

function read(file: string): Pact {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ImportError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code}. Check the path.`);
  }
  const pact = readPact(text);
  if (typeof pact === 'string')
    throw new ImportError(`${file} is no pact: ${pact}. Name files that a Pact consumer test wrote.`);
  return pact;
}

function imported(pacts: readonly Pact[], { component: named, exact = false }: ImportOptions): Imported {
  const component = componentOf(pacts, named);
  const remarks = new Remarks();
  const context: ImportContext = { exact, remarks };
  const asked = new Map<string, Interaction[]>();
  const served: { interaction: Interaction; caller: string }[] = [];
  for (const { consumer, provider, interactions } of pacts)
    for (const interaction of interactions) {
      // What publishes a message calls whoever is to have it.
      const calls = (consumer === component) !== (interaction.kind === 'message');
      const other = contractName(consumer === component ? provider : consumer, 'other');
      if (calls) asked.set(other, [...(asked.get(other) ?? []), interaction]);
      else served.push({ interaction, caller: other });
      if (interaction.kind !== 'http')
        remarks.say(
          `"${interaction.description}" is a message, and Pact does not say how it comes: ${interaction.request.method} ${interaction.request.path} is a guess.`,
        );
    }
  const name = contractName(component, 'component');
  remarks.say('Pacts do not say how the component is started and told where its dependencies are: complete `launch`.');
  const upstream = upstreamOf(served, context);
  const failing = failuresOf(
    served.map(({ interaction }) => interaction),
    upstream,
  );
  const downstream = Object.fromEntries(
    [...asked].map(([other, all]) => [other, dependencyOf(all, failing(other), context)]),
  );
  const value = {
    shakedown: 1,
    component: { name, launch: { command: 'node server.mjs', env: envOf(Object.keys(downstream)), ready: 'GET /' } },
    upstream,
    ...(asked.size > 0 ? { downstream } : {}),
  };
  return { value, remarks: remarks.all };
}

/** The one that all pacts are about. */
function componentOf(pacts: readonly Pact[], named: string | undefined): string {
  const names = [...new Set(pacts.flatMap(({ consumer, provider }) => [consumer, provider]))];
  const told = names.map((name) => `"${name}"`).join(', ');
  if (named !== undefined) {
    const all = pacts.every(({ consumer, provider }) => consumer === named || provider === named);
    if (all) return named;
    throw new ImportError(`--component ${named} is not in all of these pacts. They name ${told}.`);
  }
  const inAll = names.filter((name) => pacts.every(({ consumer, provider }) => consumer === name || provider === name));
  if (inAll.length === 1) return inAll[0]!;
  throw new ImportError(`Which of them is the component? The pacts name ${told}. Say it with --component.`);
}

function envOf(dependencies: readonly string[]): Json {
  const variable = (name: string) => `${name.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_URL`;
  return { PORT: '${port}', ...Object.fromEntries(dependencies.map((name) => [variable(name), `\${${name}.url}`])) };
}

function upstreamOf(served: readonly { interaction: Interaction; caller: string }[], context: ImportContext): Json {
  if (served.length === 0) {
    context.remarks.say('No pact says what callers may send: `not-known-yet` stands for it.');
    return {
      'not-known-yet': { call: 'GET /not-known-yet', answers: { ok: { status: 200 }, unavailable: { status: 503 } } },
    };
  }
  const callersOf = (interaction: Interaction) => served.find((one) => one.interaction === interaction)!.caller;
  return operationsOf(groupsOf(served.map(({ interaction }) => interaction)), (group, name) =>
    upstreamOperation(group, name, { ...context, callersOf }),
  );
}

const dependencyOf = (interactions: readonly Interaction[], failing: Json[string], context: ImportContext): Json => ({
  protocol: 'http',
  'on-failure': failing,
  operations: operationsOf(groupsOf(interactions), (group, name) => dependencyOperation(group, name, context)),
});

/** Name of a dependency → the answers that states such as "it is down" lead to; `unavailable` where no pact tells. */
function failuresOf(served: readonly Interaction[], upstream: Json): (name: string) => unknown {
  const declared = new Set(Object.values(upstream).flatMap((one) => Object.keys((one as Json).answers as Json)));
  return (name) => {
    const about = served.filter(({ states }) =>
      states.some((state) => faultStateOf(state.name)?.dependency === name.toLowerCase()),
    );
    const kinds = about.map(kindOf).map((kind) => (declared.has(kind) ? kind : 'ok'));
    const distinct = [...new Set(kinds)].filter((kind) => kind !== 'rejected');
    return distinct.length > 1 ? distinct : (distinct[0] ?? 'unavailable');
  };
}
