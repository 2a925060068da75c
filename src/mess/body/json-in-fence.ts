import { bodyMess } from '../mess.ts';

export const jsonInFence = bodyMess({
  name: 'json-in-fence',
  summary: 'wraps the JSON in a fence of Markdown',
  seen: 'Models that were asked for JSON, and answer with a code block.',
  change: (text) => `\`\`\`json\n${text}\n\`\`\``,
});
