// Jest has modules of its own, and none that are ESM in suites that are CommonJS: for those each entry is a single file.
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

/** Entry → what is not made part of its file: what it shares with the suites, or all that can be required. */
const entries = {
  jest: { external: ['@jest/globals'] },
  msw: { packages: 'external', minifyWhitespace: true },
  nock: { packages: 'external', minifyWhitespace: true },
};

for (const [entry, apart] of Object.entries(entries)) {
  await build({
    entryPoints: [`dist/interop/${entry}.js`],
    outfile: `dist/interop/cjs/${entry}.cjs`,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    ...apart,
    // What it imports while it runs are files of the user, through the `require` of Jest.
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'here' },
    banner: { js: "const here = require('node:url').pathToFileURL(__filename).href;" },
    logLevel: 'warning',
  });
  const types = readFileSync(`dist/interop/${entry}.d.ts`, 'utf8');
  writeFileSync(
    `dist/interop/cjs/${entry}.d.cts`,
    types.replaceAll(
      /^((?:import|export) type .* from) '(\.\.?\/.*)';$/gm,
      "$1 '../$2' with { 'resolution-mode': 'import' };",
    ),
  );
}
