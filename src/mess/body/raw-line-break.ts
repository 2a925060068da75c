import { bodyMess } from '../mess.ts';

const texts = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

export const rawLineBreak = bodyMess({
  name: 'raw-line-break',
  summary: 'breaks a line inside of a text without escaping it',
  seen: 'Templates and shell scripts that put a text of several lines between quotes.',
  change: (text) => {
    const first = [...text.matchAll(texts)].find(([token, colon]) => colon === undefined && token !== '""');
    return first && `${text.slice(0, first.index + 1)}\n${text.slice(first.index + 1)}`;
  },
});
