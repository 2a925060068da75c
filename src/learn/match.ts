import type { Contract, Operation } from '../contract/contract.ts';
import { pathPattern } from '../contract/route.ts';
import type { SeenRequest } from './request.ts';

/** Finds the operation that a request calls: where several match, the one with the fewest parameters in its path. */
export function matcher({ upstream }: Contract): (request: SeenRequest) => Operation | undefined {
  const parameters = ({ call }: Operation) => call.path.split('{').length;
  const routes = Object.values(upstream)
    .sort((a, b) => parameters(a) - parameters(b))
    .map((operation) => ({ operation, pattern: pathPattern(operation.call.path) }));
  return ({ method, target }) => {
    const path = target.replace(/\?.*$/s, '');
    return routes.find(({ operation, pattern }) => operation.call.method === method && pattern.test(path))?.operation;
  };
}
