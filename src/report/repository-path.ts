import { relative, resolve, sep } from 'node:path';

/** A file as forges name it: relative to the root of the repository, with slashes. */
export function repositoryPath(file: string, root = '.'): string {
  return relative(root, resolve(file)).split(sep).join('/');
}
