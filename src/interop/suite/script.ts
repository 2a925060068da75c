import { fileURLToPath } from 'node:url';

/** The file of a process. Seen from the folder beside this one, too: there this file is a part of the entry for CommonJS. */
export const script = (name: string) => fileURLToPath(new URL(`../suite/${name}.js`, import.meta.url));
