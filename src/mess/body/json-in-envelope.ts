import { bodyMess } from '../mess.ts';

export const jsonInEnvelope = bodyMess({
  name: 'json-in-envelope',
  summary: 'wraps the body in an object with a `data` of its own',
  seen: 'Clients of APIs that wrap everything, pub/sub bridges.',
  change: (text) => `{"data":${text}}`,
});
