import { requestMess } from '../mess.ts';
import { withHeader } from '../request.ts';

export const unknownHeaders = requestMess({
  name: 'unknown-headers',
  summary: 'adds headers that mean nothing to the receiver',
  seen: 'Proxies, service meshes, browsers.',
  leeway: false,
  *change({ request, operation }) {
    for (const [name, value] of [
      ['x-b3-sampled', '1'],
      ['x-client-build', '2024.05.1; channel="beta"'],
    ] as const)
      if (!Object.hasOwn(operation.accepts.headers, name))
        yield { pointer: `/headers/${name}`, became: value, request: withHeader(request, name, value) };
  },
});
