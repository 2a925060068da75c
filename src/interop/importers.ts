import type { Importer } from './importer.ts';
import { pactImporter } from './pact/pact-importer.ts';
import { nockImporter } from './recordings/nock-importer.ts';

/** The formats that contracts, or parts of them, can be imported from. */
export const importers: readonly Importer[] = [nockImporter, pactImporter];
