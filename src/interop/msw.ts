import { HttpResponse, http, type RequestHandler } from 'msw';
import type { Contract } from '../contract/contract.ts';
import { chosenOf, contractOf, placedOf } from './intercept/check-options.ts';
import { cloneable } from './intercept/cloneable.ts';
import { Interception } from './intercept/interception.ts';
import type { InterceptOptions } from './intercept/options.ts';

export type { InterceptedCall, InterceptOptions, WantedFault } from './intercept/options.ts';

/**
 * Request handlers for `setupServer` of MSW that answer as the simulated dependencies of a contract do: healthy, or with
 * faults. Calls are counted anew for each set of handlers. Throws where a fault is wanted that interception cannot show.
 * @param contract a contract file, or one that was loaded
 */
export function handlers(contract: string | Contract, options: InterceptOptions = {}): RequestHandler[] {
  const loaded = contractOf(contract);
  const placed = placedOf(loaded, options);
  const chosen = chosenOf(loaded, placed, options);
  return placed.map(({ dependency, origin }) => {
    const interception = new Interception(loaded, dependency, chosen, options);
    return http.all(below(origin), async ({ request }) => {
      const { pathname, search } = new URL(request.url);
      const body = Buffer.from(await request.arrayBuffer());
      const received = { method: request.method, target: pathname + search, headers: [...request.headers], body };
      const answer = await interception.answer(received, request.signal);
      return answer instanceof Response ? cloneable(answer) : HttpResponse.error();
    });
  });
}

/** All addresses of an origin. */
const below = (origin: string) => new RegExp(`^${origin.replaceAll(/[.[\]]/g, '\\$&')}(?:/|$)`);
