// Runs in a process of its own: serves what a module's export makes of the environment, on the port it is told.
// Arguments: module, name of the export, port.
import { createServer, type RequestListener } from 'node:http';
import { resolve } from 'node:path';
import { createRequestListener } from '@remix-run/node-fetch-server';
import { createJiti } from 'jiti';

type FetchHandler = (request: Request) => Response | Promise<Response>;
type Made = FetchHandler | RequestListener | { fetch: FetchHandler } | string | URL;

// The harness is at the other end of this channel.
process.once('disconnect', () => process.exit());

const [module, exportName, port] = process.argv.slice(2) as [string, string, string];
const loaded = await createJiti(import.meta.url).import<Record<string, unknown>>(resolve(module));
const make = loaded[exportName];
if (typeof make !== 'function')
  fail(`${module} has no function as its ${exportName} export; it has: ${Object.keys(loaded).join(', ')}`);
const made = (await make(process.env)) as Made;

if (typeof made === 'string' || made instanceof URL) process.send!({ url: String(made) });
else createServer(listener(made)).listen(Number(port), '127.0.0.1');

/** A handler of one argument takes a `Request`; one of two or three is a listener, as of `node:http` and Express. */
function listener(made: Exclude<Made, string | URL>): RequestListener {
  if (typeof made === 'object' && typeof made?.fetch === 'function')
    return createRequestListener((request) => made.fetch(request));
  if (typeof made !== 'function')
    fail(`${module}#${exportName} gave ${typeof made}; it must give a fetch handler, a request listener or a URL`);
  return made.length >= 2 ? (made as RequestListener) : createRequestListener(made as FetchHandler);
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
