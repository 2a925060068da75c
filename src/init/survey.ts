import { basename, resolve } from 'node:path';
import { type FoundCommand, launchCommands } from './launch-commands.ts';
import { openApiFiles, projectFiles } from './project-files.ts';
import { calls, type FoundRoute, healthRoutes, routesIn } from './routes.ts';
import { type FoundVariables, foundVariables } from './variables.ts';

/** What the files of a project tell of its component. Nothing is run, and nothing that is secret is read. */
export interface Survey {
  readonly name: string;
  readonly commands: readonly FoundCommand[];
  readonly variables: FoundVariables;
  readonly routes: readonly FoundRoute[];
  readonly health: readonly string[];
  /** Paths of OpenAPI documents. */
  readonly documents: readonly string[];
}

export function survey(folder: string): Survey {
  const files = projectFiles(folder);
  const routes = routesIn(files);
  const manifest = files.find(({ file }) => file === 'package.json')?.text;
  return {
    name: nameFor(manifest, folder),
    commands: launchCommands(files),
    variables: foundVariables(files),
    routes: calls(routes),
    health: healthRoutes(routes),
    documents: openApiFiles(folder),
  };
}

/** The name of its package, or of its folder, as a contract can have it. */
function nameFor(manifest: string | undefined, folder: string): string {
  let name = basename(resolve(folder));
  try {
    const said = (JSON.parse(manifest ?? '{}') as { name?: unknown }).name;
    if (typeof said === 'string') name = said.split('/').at(-1)!;
  } catch {
    // What is no JSON has no name.
  }
  return plainName(name) || 'component';
}

/** Letters first, and nothing that a name of a contract cannot hold. */
export const plainName = (text: string): string =>
  text.replaceAll(/[^A-Za-z0-9_.-]+/g, '-').replaceAll(/^[^A-Za-z]+|[-.]+$/g, '');
