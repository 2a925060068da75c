import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { java, versionOf } from '../installed.mjs';

export const wiremock = {
  name: 'WireMock',
  package: 'wiremock',
  launch({ route, port, folder }) {
    mkdirSync(join(folder, 'mappings'));
    const mapping = {
      request: { method: 'POST', urlPath: route.path },
      response: { status: 200, headers: { 'content-type': 'application/json' }, jsonBody: route.reply },
    };
    writeFileSync(join(folder, 'mappings', 'peer.json'), JSON.stringify(mapping));
    const jar = `wiremock/build/wiremock-standalone-${versionOf('wiremock')}.jar`;
    const flags = ['--port', `${port}`, '--bind-address', '127.0.0.1', '--root-dir', folder, '--disable-banner'];
    return java(jar, ...flags);
  },
};
