import { html } from './html/html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import type { ReporterKind } from './reporter.ts';
import { terminal } from './terminal/terminal.ts';

export const reporters: readonly ReporterKind[] = [terminal, json, junit, html];
