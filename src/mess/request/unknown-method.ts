import { requestMess } from '../mess.ts';

const methods = ['PUT', 'PATCH', 'DELETE', 'POST'];

export const unknownMethod = requestMess({
  name: 'unknown-method',
  summary: 'asks with a method that is not declared',
  seen: 'Scanners, WebDAV clients, callers of an older version. Servers answer it as they like.',
  open: true,
  *change({ request, methods: declared = [] }) {
    const taken = [request.method, ...declared];
    const another = methods.find((method) => !taken.includes(method))!;
    for (const method of ['PROPFIND', another])
      yield { pointer: '/method', was: request.method, became: method, request: { ...request, method } };
  },
});
