// Runs in a process of its own: serves what a module's export makes of the environment, on the port it is told.
// Arguments: module, name of the export, port.
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { createJiti } from 'jiti';
import { listenerOf } from './listener.ts';

// The harness is at the other end of this channel.
process.once('disconnect', () => process.exit());

const [module, exportName, port] = process.argv.slice(2) as [string, string, string];
const loaded = await createJiti(import.meta.url).import<Record<string, unknown>>(resolve(module));
const make = loaded[exportName];
if (typeof make !== 'function')
  fail(`${module} has no function as its ${exportName} export; it has: ${Object.keys(loaded).join(', ')}`);
const made: unknown = await make(process.env);

if (typeof made === 'string' || made instanceof URL) process.send!({ url: String(made) });
else createServer(listener()).listen(Number(port), '127.0.0.1');

function listener() {
  try {
    return listenerOf(made, `${module}#${exportName}`);
  } catch (error) {
    return fail((error as Error).message);
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
