// A test of a consumer that does not end: bench/peers.mjs ends it.
import { PactV4 } from '@pact-foundation/pact';
import { routes } from './routes.mjs';

const [name, port] = process.argv.slice(2);
const { path, asked, reply } = routes.find((route) => route.name === name);

await new PactV4({ consumer: 'bench', provider: 'peer', host: '127.0.0.1', port: Number(port), logLevel: 'error' })
  .addInteraction()
  .uponReceiving('a request')
  .withRequest('POST', path, (request) => request.jsonBody(asked))
  .willRespondWith(200, (response) => response.jsonBody(reply))
  .executeTest(() => new Promise(() => setInterval(() => {}, 60_000)));
