import type { Importer } from './importer.ts';
import { pactImporter } from './pact/pact-importer.ts';

/** The formats that parts of contracts can be imported from. */
export const importers: readonly Importer[] = [pactImporter];
