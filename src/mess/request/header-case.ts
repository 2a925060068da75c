import { requestMess } from '../mess.ts';

export const headerCase = requestMess({
  name: 'header-case',
  summary: 'writes the names of headers in capitals',
  seen: 'HTTP/1.1 clients of every age; the case of a name means nothing.',
  leeway: false,
  change: ({ request }) => {
    const headers = request.headers.map(([name, value]) => [name.toUpperCase(), value] as const);
    return [
      {
        pointer: '/headers',
        was: request.headers.map(([n]) => n),
        became: headers.map(([n]) => n),
        request: { ...request, headers },
      },
    ];
  },
});
