import { gone } from '../../schema/break.ts';
import { valueMess } from '../mess.ts';

export const missingMember = valueMess({
  name: 'missing-member',
  summary: 'leaves out a member that must be there',
  seen: 'An older app, a form whose field was not filled in, a serialiser that drops what is empty.',
  instead: ({ required }) => (required ? [gone] : []),
});
