// What is published is a few files and not a thousand: a command starts in half of the time.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const common = { bundle: true, platform: 'node', target: 'node20', logLevel: 'warning' };

rmSync('dist/bundle', { recursive: true, force: true });
await build({
  ...common,
  entryPoints: [
    'dist/index.js',
    'dist/cli/main.js',
    'dist/interop/jest.js',
    'dist/interop/vitest.js',
    // What contracts in TypeScript import, without all the rest.
    'dist/contract/define-contract.js',
    // Programs that are run in processes of their own: `program` finds them.
    'dist/rig/component/module-host.js',
    'dist/rig/component/stdio-bridge.js',
    'dist/interop/suite/plan-process.js',
    'dist/interop/suite/play-process.js',
    'dist/interop/suite/ruling-process.js',
  ],
  outdir: 'dist/bundle',
  entryNames: '[name]',
  chunkNames: 'parts/[name]-[hash]',
  format: 'esm',
  splitting: true,
  packages: 'external',
});

// Jest has modules of its own, and none that are ESM in suites that are CommonJS: for those its entry is a single file.
await build({
  ...common,
  entryPoints: ['dist/interop/jest.js'],
  outfile: 'dist/bundle/jest.cjs',
  format: 'cjs',
  external: ['@jest/globals'],
  // What it imports while it runs are files of the user, through the `require` of Jest.
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': 'here' },
  banner: { js: "const here = require('node:url').pathToFileURL(__filename).href;" },
});

const types = readFileSync('dist/interop/jest.d.ts', 'utf8');
writeFileSync(
  'dist/interop/jest.d.cts',
  types.replaceAll(/^(import type .* from) '(\.\/.*)';$/gm, "$1 '$2' with { 'resolution-mode': 'import' };"),
);
