import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileOf } from '../installed.mjs';

export const mockoon = {
  name: 'Mockoon CLI',
  package: '@mockoon/cli',
  launch({ route, port, folder }) {
    const file = join(folder, 'mockoon.json');
    writeFileSync(file, JSON.stringify(environment(route, port)));
    const flags = ['--disable-admin-api', '--disable-log-to-file', '--repair'];
    const where = ['--hostname', '127.0.0.1', '--port', `${port}`];
    return {
      command: process.execPath,
      args: [fileOf('@mockoon/cli/bin/run.js'), 'start', '--data', file, ...where, ...flags],
      env: { HOME: folder },
    };
  },
};

function environment({ path, reply }, port) {
  const route = {
    uuid: randomUUID(),
    type: 'http',
    method: 'post',
    endpoint: path.slice(1),
    responses: [
      {
        uuid: randomUUID(),
        body: JSON.stringify(reply),
        statusCode: 200,
        headers: [{ key: 'content-type', value: 'application/json' }],
        bodyType: 'INLINE',
        disableTemplating: true,
        default: true,
        rules: [],
      },
    ],
  };
  return {
    uuid: randomUUID(),
    lastMigration: 33,
    name: 'peer',
    port,
    hostname: '127.0.0.1',
    routes: [route],
    rootChildren: [{ type: 'route', uuid: route.uuid }],
    folders: [],
    headers: [],
  };
}
