import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const endings = ['yaml', 'yml', 'json', 'ts', 'mjs'] as const;

/** The names that a configuration file may have. */
export const configNames = endings.map((ending) => `shakedown.config.${ending}`);

/** What a project's root holds: above it, no configuration is looked for. */
const roots = ['package.json', '.git'];

/**
 * The configuration files of the nearest folder that has any, from a folder upward to the project's root. Several are
 * for whoever asks to refuse.
 */
export function findConfig(from: string): string[] {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const here = configNames.map((name) => join(folder, name)).filter((file) => existsSync(file));
    const isRoot = roots.some((name) => existsSync(join(folder, name)));
    if (here.length > 0 || isRoot || folder === dirname(folder)) return here;
  }
}
