import { reportDocument } from './document.ts';
import type { ReporterKind } from './reporter.ts';

export const json: ReporterKind = {
  name: 'json',
  summary: 'for programs: everything that the other reports show, in one versioned document',
  open: (sink) => ({
    on: () => {},
    end: (results) => sink.write(`${JSON.stringify(reportDocument(results), null, 2)}\n`),
  }),
};
