import { defineShape, whileItLasts } from './outage.ts';

export const down = defineShape({
  name: 'down',
  summary: 'fails at every call while it lasts, and is well at once afterwards',
  seen: 'A deployment that went wrong and is rolled back, a database that fails over, a region that is lost.',
  whole: true,
  open: (_, lasts) => whileItLasts(lasts, () => 'struck'),
});
