// Jest has modules of its own, and none that are ESM in suites that are CommonJS: for those its entry is a single file.
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

await build({
  entryPoints: ['dist/interop/jest.js'],
  outfile: 'dist/interop/cjs/jest.cjs',
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['@jest/globals'],
  // What it imports while it runs are files of the user, through the `require` of Jest.
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': 'here' },
  banner: { js: "const here = require('node:url').pathToFileURL(__filename).href;" },
  logLevel: 'warning',
});

const types = readFileSync('dist/interop/jest.d.ts', 'utf8');
writeFileSync(
  'dist/interop/cjs/jest.d.cts',
  types.replaceAll(/^(import type .* from) '\.\/(.*)';$/gm, "$1 '../$2' with { 'resolution-mode': 'import' };"),
);
