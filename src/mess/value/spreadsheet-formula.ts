import { valueMess } from '../mess.ts';
import { sayingOnly } from '../saying.ts';

export const spreadsheetFormula = valueMess({
  name: 'spreadsheet-formula',
  summary: 'sends a spreadsheet formula as a text',
  seen: 'Exports to CSV that somebody opens; phone numbers start in the same way.',
  instead: sayingOnly('=HYPERLINK("http://example.com")'),
});
