import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { java } from '../installed.mjs';
import { openApiOf } from '../routes.mjs';

export const specmatic = {
  name: 'Specmatic `stub`',
  package: 'specmatic',
  launch({ route, port, folder }) {
    const file = join(folder, 'openapi.json');
    writeFileSync(file, JSON.stringify(openApiOf(route)));
    writeFileSync(join(folder, 'specmatic.yaml'), 'version: 2\ndisable_telemetry: true\n');
    return {
      ...java('specmatic/specmatic.jar', 'stub', file, '--host', '127.0.0.1', '--port', `${port}`),
      cwd: folder,
    };
  },
};
