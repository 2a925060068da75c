import { bodyMess } from '../mess.ts';

export const byteOrderMark = bodyMess({
  name: 'byte-order-mark',
  summary: 'starts the body with a byte order mark',
  seen: 'Windows editors and PowerShell. RFC 8259 lets readers ignore it or refuse it.',
  leeway: true,
  change: (text) => `\ufeff${text}`,
});
