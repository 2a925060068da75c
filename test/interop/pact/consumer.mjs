// A consumer test as users of Pact write it: its pacts are what Pact's own core makes of it.
import { MatchersV3, PactV3, PactV4 } from '@pact-foundation/pact';

const { atLeastLike, boolean, constrainedArrayLike, datetime, decimal, eachLike } = MatchersV3;
const { eachValueMatches, equal, includes, integer, like, regex, string } = MatchersV3;
const dir = process.argv[2];
const options = { consumer: 'triage', dir, logLevel: 'error' };

const hit = {
  id: regex('^t-\\d+$', 't-12'),
  score: decimal(0.5),
  text: string('charged twice'),
  rank: integer(4),
  at: datetime("yyyy-MM-dd'T'HH:mm:ssXXX", '2026-01-01T00:00:00Z'),
  open: boolean(true),
};
await new PactV4({ ...options, provider: 'search' })
  .addInteraction()
  .given('there are hits')
  .uponReceiving('similar')
  .withRequest('POST', '/search', (request) =>
    request
      .headers({ 'X-Tenant': regex('^t-\\d+$', 't-1') })
      .query({ limit: regex('^-?\\d+$', '5') })
      .jsonBody({ query: like('refund'), mode: equal('fast') }),
  )
  .willRespondWith(200, (reply) =>
    reply.jsonBody({
      hits: atLeastLike(hit, 1),
      note: includes('a.b', 'see a.b'),
      counts: eachValueMatches({ open: 1 }, [integer(1)]),
      tags: constrainedArrayLike('x', 1, 3),
      version: 7,
    }),
  )
  .executeTest(async ({ url }) => {
    const headers = { 'x-tenant': 't-1', 'content-type': 'application/json' };
    const body = JSON.stringify({ query: 'anything', mode: 'fast' });
    await fetch(`${url}/search?limit=9`, { method: 'POST', headers, body });
  });

await new PactV3({ ...options, provider: 'users' })
  .given('a user exists', { id: 7 })
  .uponReceiving('a user')
  .withRequest({ method: 'GET', path: regex('/users/\\d+', '/users/7') })
  .willRespondWith({ status: 200, body: like({ id: 7, name: 'Mary', roles: eachLike('admin') }) })
  .executeTest(async ({ url }) => void (await fetch(`${url}/users/9`)));
