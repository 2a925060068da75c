import type { Completion } from '../replies.ts';
import { defineSaying } from '../saying.ts';

export const noChoices = defineSaying({
  name: 'no-choices',
  summary: 'answers without any choice',
  seen: 'Gateways whose backend said nothing. `choices[0].message` is in every example.',
  leaves: 'tainted',
  unless: 'its healthy reply has no choices',
  says: {
    'chat.completion': (whole: Completion) => ({ ...whole, choices: [] }),
  },
});
