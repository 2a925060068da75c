import { requestMess } from '../mess.ts';
import { withHeader } from '../request.ts';

const cookies = '_ga=GA1.2.3; session="; {"a":1}; =x';

export const foreignCookies = requestMess({
  name: 'foreign-cookies',
  summary: 'carries cookies of other applications',
  seen: 'Browsers send all cookies of a domain, and some of them are no valid cookies.',
  *change({ request }) {
    const was = request.headers.find(([name]) => name.toLowerCase() === 'cookie')?.[1];
    const became = was === undefined ? cookies : `${was}; ${cookies}`;
    yield { pointer: '/headers/cookie', was, became, request: withHeader(request, 'cookie', became) };
  },
});
