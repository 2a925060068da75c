// The files that are made from the sources; run after a build.
import { configFormat } from '../dist/config/format.js';
import { contractFormat } from '../dist/contract/format.js';
import { scenarioWords } from '../dist/run/vocabulary.js';
import { publishedFormat } from '../dist/scenario/format.js';
import { checkPages } from './check-pages.mjs';
import { contentsText, llmsText } from './contents.mjs';
import { indexText, pages, pageText } from './reference/pages.mjs';
import { withoutSockets } from './reference/without-sockets.mjs';
import { reportSchema } from './report-schema.mjs';

/** File → its content. */
export const generated = {
  'schema/contract.v1.json': () => `${JSON.stringify(contractFormat, null, 2)}\n`,
  'schema/config.v1.json': () =>
    `${JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...configFormat }, null, 2)}\n`,
  'schema/scenario.v1.json': () => `${JSON.stringify(publishedFormat(scenarioWords), null, 2)}\n`,
  'schema/report.v1.json': () => `${JSON.stringify(reportSchema(), null, 2)}\n`,
  'docs/faults-without-sockets.md': withoutSockets,
  'docs/reference.md': indexText,
  ...Object.fromEntries(pages.map((page) => [page.file, () => pageText(page)])),
  ...checkPages,
  'docs/README.md': contentsText,
  'llms.txt': llmsText,
};
