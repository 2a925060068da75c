import { valueMess } from '../mess.ts';
import { onBoolean } from '../places.ts';

export const yesOrNo = valueMess({
  name: 'yes-or-no',
  summary: 'says yes or no for a boolean',
  seen: 'Spreadsheets and survey tools.',
  instead: onBoolean((value) => (value ? ['yes', 'Y'] : ['no', 'N'])),
});
