import { bodyMess } from '../mess.ts';

export const unicodeEscapes = bodyMess({
  name: 'unicode-escapes',
  summary: 'escapes every character that is not ASCII',
  seen: '`json.dumps` of Python as it comes.',
  change: (text) => text.replaceAll(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
});
