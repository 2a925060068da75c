import { bodyMess } from '../mess.ts';

export const utf16Body = bodyMess({
  name: 'utf-16-body',
  summary: 'sends the body as UTF-16',
  seen: 'PowerShell and .NET defaults. RFC 8259 wants UTF-8; readers of the older RFC 4627 recognise it.',
  leeway: true,
  change: (text) => Buffer.from(text, 'utf16le'),
});
