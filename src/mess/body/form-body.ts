import { bodyMess } from '../mess.ts';

const field = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value));

export const formBody = bodyMess({
  name: 'form-body',
  summary: 'sends the members as a form',
  seen: 'HTML forms, `curl -d`, SDKs of older APIs.',
  change: (text, { input: { body } }) => {
    if (!text.startsWith('{') || text === '{}') return undefined;
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(body as object)) form.append(name, field(value));
    return form.toString();
  },
});
