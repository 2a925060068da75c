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
    'dist/interop/msw.js',
    'dist/interop/nock.js',
    // What contracts in TypeScript import, without all the rest.
    'dist/contract/define-contract.js',
    // Programs that are run in processes of their own: `program` finds them.
    'dist/rig/component/module-host.js',
    'dist/rig/component/stdio-bridge.js',
    'dist/rig/component/origins-preload.js',
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

// Jest has modules of its own, and none that are ESM in suites that are CommonJS: for those each entry is a single file,
// but for what it shares with the suites, or for all that can be required.
const required = {
  jest: { external: ['@jest/globals'] },
  msw: { packages: 'external', minifyWhitespace: true },
  nock: { packages: 'external', minifyWhitespace: true },
};

for (const [entry, apart] of Object.entries(required)) {
  await build({
    ...common,
    ...apart,
    entryPoints: [`dist/interop/${entry}.js`],
    outfile: `dist/bundle/${entry}.cjs`,
    format: 'cjs',
    // What it imports while it runs are files of the user, through the `require` of Jest.
    supported: { 'dynamic-import': false },
    define: { 'import.meta.url': 'here' },
    banner: { js: "const here = require('node:url').pathToFileURL(__filename).href;" },
  });
  const types = readFileSync(`dist/interop/${entry}.d.ts`, 'utf8');
  writeFileSync(
    `dist/interop/${entry}.d.cts`,
    types.replaceAll(
      /^((?:import|export) type .* from) '(\.\.?\/.*)';$/gm,
      "$1 '$2' with { 'resolution-mode': 'import' };",
    ),
  );
}
