import { bodyMess } from '../mess.ts';

export const comment = bodyMess({
  name: 'comment',
  summary: 'writes a comment into the JSON',
  seen: 'Configuration files, JSON with comments, output of models.',
  change: (text) => `// as discussed\n${text}`,
});
