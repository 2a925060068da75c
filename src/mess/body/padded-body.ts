import { bodyMess } from '../mess.ts';

const padding = ' '.repeat(1 << 19);

export const paddedBody = bodyMess({
  name: 'padded-body',
  summary: 'puts half a megabyte of white space before the JSON',
  seen: 'Attacks on size limits, reports of fixed width. Readers may limit the size of a body.',
  leeway: true,
  change: (text) => padding + text,
});
