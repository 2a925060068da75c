import type { Messed } from './mess.ts';
import type { RawRequest } from './request.ts';

const withTarget = (request: RawRequest, target: string): Messed => ({
  pointer: '/target',
  was: request.target,
  became: target,
  request: { ...request, target },
});

/** The request with one more query parameter, as it is written. */
export const withQuery = (request: RawRequest, parameter: string): Messed =>
  withTarget(request, `${request.target}${request.target.includes('?') ? '&' : '?'}${parameter}`);

/** The request with another path. */
export function withPath(request: RawRequest, change: (path: string) => string): Messed {
  const [, path, query] = /^([^?]*)(.*)$/s.exec(request.target)!;
  return withTarget(request, change(path!) + query!);
}
