import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../../dist/rig/ports.js';
import { fileOf } from '../installed.mjs';

export const mountebank = {
  name: 'mountebank',
  package: 'mountebank',
  async launch({ route, port, folder }) {
    // Unless told otherwise it ends the connection after each reply.
    const headers = { 'content-type': 'application/json', connection: 'keep-alive' };
    const stub = {
      predicates: [{ equals: { method: 'POST', path: route.path } }],
      responses: [{ is: { statusCode: 200, headers, body: route.reply } }],
    };
    const file = join(folder, 'imposters.json');
    writeFileSync(file, JSON.stringify({ imposters: [{ protocol: 'http', host: '127.0.0.1', port, stubs: [stub] }] }));
    const own = ['--host', '127.0.0.1', '--port', `${await freePort()}`, '--localOnly'];
    const logs = ['--nologfile', '--loglevel', 'error', '--pidfile', join(folder, 'mb.pid')];
    return { command: process.execPath, args: [fileOf('mountebank/bin/mb'), '--configfile', file, ...own, ...logs] };
  },
};
