// Bundles the script and the style of the HTML report: part of `npm run build`.
import { build } from 'esbuild';

const page = 'src/report/html/page';

await build({
  entryPoints: [
    { in: `${page}/main.tsx`, out: 'page' },
    { in: `${page}/page.css`, out: 'page' },
  ],
  outdir: 'dist/bundle',
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  logLevel: 'warning',
});
