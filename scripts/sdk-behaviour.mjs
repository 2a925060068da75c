// Writes docs/sdk-behaviour.md: what the official clients do with each fault: `npm run sdk-behaviour`. It plays some
// thousand calls side by side, and takes about two minutes.
import { writeFileSync } from 'node:fs';
import { clients } from './sdk-behaviour/clients.mjs';
import { documentOf } from './sdk-behaviour/document.mjs';
import { rowsOf, turns } from './sdk-behaviour/rows.mjs';
import { watch } from './sdk-behaviour/watch.mjs';

watch();
const turn = turns(6);
const wanted = process.argv.slice(2);
const told = await Promise.all(
  clients
    .filter(({ packages }) => wanted.length === 0 || wanted.includes(packages[0]))
    .map(async (client) => {
      const tables = await Promise.all(client.tables.map(async (t) => ({ ...t, rows: await rowsOf(t, turn) })));
      return { ...client, tables };
    }),
);
if (wanted.length > 0) process.stdout.write(documentOf(told));
else writeFileSync(new URL('../docs/sdk-behaviour.md', import.meta.url), documentOf(told));
process.exit(0);
