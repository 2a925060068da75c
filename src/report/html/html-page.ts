import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { packageFile } from '../../package-file.ts';
import type { ReportDocument } from '../document.ts';

// What is longer is cut: nobody reads it here, and the page has to open at once. The JSON report holds all of it.
const longestText = 16_384;
/** A command that is cut is none. */
const longestCommand = 262_144;

// The build puts it there.
const built = (name: string) => readFileSync(packageFile(`dist/bundle/${name}`), 'utf8');

/**
 * The document as one page that needs nothing else. It allows itself its own script and style by their hashes, and
 * nothing beside: whatever a component sent is text in it, and cannot run or be fetched.
 */
export function htmlPage(document: ReportDocument): string {
  const [script, style] = [built('page.js'), built('page.css')];
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>Shakedown report</title>
<style>${style}</style>
</head>
<body>
<div id="page"></div>
<noscript>This report is drawn by its own script, which your browser does not run.</noscript>
<script type="application/json" id="report">${dataOf(document)}</script>
<script>${script}</script>
</body>
</html>
`;
}

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** JSON that no content can end: nothing in it can be taken for markup. */
function dataOf(document: ReportDocument): string {
  return JSON.stringify(document, shortened).replaceAll(
    /[<>&\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function shortened(key: string, value: unknown): unknown {
  // The page tells of the contract, and does not load it again.
  if (key === 'loaded') return undefined;
  if (typeof value !== 'string') return value;
  if (key === 'curl') return value.length > longestCommand ? '' : value;
  return value.length > longestText
    ? `${value.slice(0, longestText)}… (${value.length - longestText} more characters are in the JSON report)`
    : value;
}
