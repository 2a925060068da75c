import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileOf } from '../installed.mjs';
import { openApiOf } from '../routes.mjs';

export const prism = {
  name: 'Prism',
  package: '@stoplight/prism-cli',
  launch({ route, port, folder }) {
    const file = join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify(openApiOf(route)));
    const flags = ['--host', '127.0.0.1', '--port', `${port}`, '--verboseLevel', 'error'];
    return { command: process.execPath, args: [fileOf('@stoplight/prism-cli/dist/index.js'), 'mock', file, ...flags] };
  },
};
