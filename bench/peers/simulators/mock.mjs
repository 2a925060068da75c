import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The command that serves the dependencies of a contract, and prints a line for each call. */
export const mock = {
  name: '**Shakedown**, `mock`',
  launch({ route, port, folder }) {
    const contract = {
      shakedown: 1,
      component: { name: 'peer', launch: { url: 'http://127.0.0.1:9' } },
      upstream: { ask: { call: 'POST /ask', answers: { ok: { status: 200 }, unavailable: { status: 503 } } } },
      downstream: { peer: { ...route.dependency, port } },
    };
    const file = join(folder, 'peer.contract.json');
    writeFileSync(file, JSON.stringify(contract));
    const main = new URL('../../../dist/cli/main.js', import.meta.url).pathname;
    return { command: process.execPath, args: [main, 'mock', file, '--out', folder] };
  },
};
