import { bodyMess } from '../mess.ts';

export const duplicateKeys = bodyMess({
  name: 'duplicate-keys',
  summary: 'names a key twice',
  seen: 'JSON put together by hand, merged configuration. RFC 8259 leaves open which one counts.',
  leeway: true,
  change: (text, { input: { body } }) =>
    text.startsWith('{') && text !== '{}'
      ? `{${JSON.stringify(Object.keys(body as object)[0])}:null,${text.slice(1)}`
      : undefined,
});
