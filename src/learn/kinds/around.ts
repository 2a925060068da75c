import type { Operation } from '../../contract/contract.ts';
import type { SeenRequest } from '../request.ts';

/** What a request is like beside its body: a line of a table. Its name is that of a mess kind. */
export interface AroundKind {
  readonly name: string;
  /** JSON Pointer into the request. */
  readonly pointer: string;
  /** What stands there, if the kind fits; undefined if it does not, null where something is missing. */
  find(request: SeenRequest, operation: Operation): string | null | undefined;
}

const values = ({ headers = [] }: SeenRequest, name: string) =>
  headers.filter(([n]) => n.toLowerCase() === name).map(([, value]) => value);
const queryOf = ({ target }: SeenRequest) => [...new URLSearchParams(target.replace(/^[^?]*\??/s, ''))];

const hugeHeader = 8000;
const longQuery = 8000;

/** A kind that is about one header: its values, joined as a server joins them, fit an expression. */
const header = (name: string, pointer: string, fits: (value: string) => boolean): AroundKind => ({
  name,
  pointer: `/headers/${pointer}`,
  find: (request) => {
    const found = values(request, pointer);
    return found.length > 0 && fits(found.join(', ')) ? found.join(', ') : undefined;
  },
});
/** The same, for what says of the body what it is. */
const bodyType = (name: string, fits: (value: string) => boolean): AroundKind => {
  const kind = header(name, 'content-type', fits);
  return { ...kind, find: (request, operation) => (request.body ? kind.find(request, operation) : undefined) };
};

/** Mess beside the body; all that fit are meant. */
export const aroundKinds: readonly AroundKind[] = [
  bodyType('repeated-content-type', (type) => type.includes(',')),
  bodyType('latin-1-charset', (type) => /^application\/json\b.*charset="?(iso-8859|latin|windows)/i.test(type)),
  bodyType('charset-parameter', (type) => /^application\/json\b.*charset="?utf-?8/i.test(type)),
  bodyType('json-suffix-type', (type) => /^application\/[\w.-]+\+json\b/i.test(type)),
  bodyType('other-content-type', (type) => !/^application\/([\w.-]+\+)?json\b/i.test(type)),
  {
    name: 'other-content-type',
    pointer: '/headers/content-type',
    find: (request) =>
      request.headers && request.body && values(request, 'content-type').length === 0 ? null : undefined,
  },
  header('gzip-body', 'content-encoding', (encoding) => /gzip/i.test(encoding)),
  header('other-accept', 'accept', (accept) => !/json|\*\/\*|application\/\*/i.test(accept)),
  {
    name: 'foreign-cookies',
    pointer: '/headers/cookie',
    find: (request, { accepts }) =>
      Object.hasOwn(accepts.headers, 'cookie') ? undefined : values(request, 'cookie')[0],
  },
  {
    name: 'huge-header',
    pointer: '/headers/*',
    find: ({ headers = [] }) => headers.find(([, value]) => value.length >= hugeHeader)?.[1],
  },
  {
    name: 'unknown-query',
    pointer: '/target',
    find: (request, { accepts }) =>
      queryOf(request)
        .find(([name]) => !Object.hasOwn(accepts.query, name))
        ?.join('='),
  },
  {
    name: 'repeated-query',
    pointer: '/target',
    find: (request) =>
      queryOf(request)
        .find(([name], i, all) => all.findIndex(([other]) => other === name) < i)
        ?.join('='),
  },
  {
    name: 'long-query',
    pointer: '/target',
    find: ({ target }) => (target.length - target.replace(/\?.*$/s, '').length >= longQuery ? target : undefined),
  },
  {
    name: 'trailing-slash',
    pointer: '/target',
    find: ({ target }, { call }) => (/\/(\?|$)/.test(target) && !call.path.endsWith('/') ? target : undefined),
  },
];
