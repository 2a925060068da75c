import { bodyMess } from '../mess.ts';

export const latin1Body = bodyMess({
  name: 'latin-1-body',
  summary: 'sends the body as Latin-1',
  seen: 'Old databases and drivers; its umlauts are no valid UTF-8, which some readers replace and others refuse.',
  leeway: true,
  change: (text) => (/[\x80-\xff]/.test(text) && !/[^\0-\xff]/.test(text) ? Buffer.from(text, 'latin1') : undefined),
});
