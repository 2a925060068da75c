import { bodyMess } from '../mess.ts';

export const xmlBody = bodyMess({
  name: 'xml-body',
  summary: 'sends XML instead of JSON',
  seen: 'Integrations from before the migration.',
  change: () => '<?xml version="1.0"?><request><text>Hello</text></request>',
});
