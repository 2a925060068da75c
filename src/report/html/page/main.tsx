import { render } from 'preact';
import type { ReportDocument } from '../../document.ts';
import { App } from './app.tsx';

const page = document.getElementById('page')!;
try {
  const report = JSON.parse(document.getElementById('report')!.textContent!) as ReportDocument;
  render(<App report={report} />, page);
} catch (error) {
  // An empty page would look as if there were nothing to say.
  page.textContent = `This report cannot be drawn: ${String(error)}. The JSON report holds the same.`;
  throw error;
}
