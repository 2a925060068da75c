import { createRequire } from 'node:module';
import { join } from 'node:path';

// That of the project comes before one beside this package, which may be installed elsewhere.
const places = () => [join(process.cwd(), 'package.json'), import.meta.url];

/** Where Pact's own package is; a text says what to do where it is not there, or too old. */
export function findVerifier(from: readonly string[] = places()): { readonly path: string } | string {
  for (const place of from) {
    const require = createRequire(place);
    try {
      const { version } = require('@pact-foundation/pact/package.json') as { readonly version: string };
      if (Number(version.split('.')[0]) < 16)
        return `The Pact verifier is too old: @pact-foundation/pact ${version} is installed, and 16 or later is needed. ${install}`;
      return { path: require.resolve('@pact-foundation/pact') };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  return `The Pact verifier is not there: the package @pact-foundation/pact is not installed. ${install}`;
}

const install = 'Install it: npm install --save-dev @pact-foundation/pact';
