import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The package's own folder: its code may be in files of their own, or in one with all the rest. */
function packageFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder))
    if (existsSync(join(folder, 'package.json'))) return folder;
}

/** A file that comes with the package, by its path from the package's own folder. */
export const packageFile = (path: string): string => join(packageFolder(), path);

/** A program of the package that is run in a process of its own. */
export const program = (name: string): string => packageFile(`dist/bundle/${name}.js`);
