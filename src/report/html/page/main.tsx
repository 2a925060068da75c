import { render } from 'preact';
import type { ReportDocument } from '../../document.ts';
import { App } from './app.tsx';

const report = JSON.parse(document.getElementById('report')!.textContent!) as ReportDocument;
render(<App report={report} />, document.getElementById('page')!);
