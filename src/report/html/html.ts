import { reportDocument } from '../document.ts';
import type { ReporterKind } from '../reporter.ts';
import { htmlPage } from './html-page.ts';

export const html: ReporterKind = {
  name: 'html',
  summary: 'for people: one page with every finding drawn, that needs no network',
  open: (sink) => ({
    on: () => {},
    end: (results) => sink.write(htmlPage(reportDocument(results))),
  }),
};
