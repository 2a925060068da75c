import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { html } from './html/html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import type { ReporterKind } from './reporter.ts';
import { sarif } from './sarif.ts';
import { terminal } from './terminal/terminal.ts';

export const reporters: readonly ReporterKind[] = [terminal, html, json, junit, github, markdown, gitlab, sarif];
