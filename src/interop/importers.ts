import type { Importer } from './importer.ts';
import { nockImporter } from './recordings/nock-importer.ts';

/** The formats that parts of contracts can be imported from. */
export const importers: readonly Importer[] = [nockImporter];
