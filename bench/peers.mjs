// What a user would pick instead, side by side in one run: `npm run bench:peers`; `-- --write` renews the tables of
// docs/benchmarks.md. Parts can be named: `-- simulators`, `cases`, `load`. Fewer rounds: `ROUNDS=1`; shorter ones:
// `WARM_UP=500 LASTING=500`, in milliseconds; some simulators: `PEERS='WireMock|Prism'`.
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { casesPerSecond } from './peers/cases-per-second.mjs';
import { cpuPerRequest } from './peers/cpu-per-request.mjs';
import { loadAccuracy } from './peers/load-accuracy.mjs';

const parts = [cpuPerRequest, casesPerSecond, loadAccuracy];
const { ROUNDS = 3, WARM_UP = 4000, LASTING = 3000, PEERS = '' } = process.env;
const options = {
  rounds: Number(ROUNDS),
  warmUp: Number(WARM_UP),
  lasting: Number(LASTING),
  peers: new RegExp(PEERS, 'i'),
};
const named = process.argv.slice(2).filter((arg) => arg !== '--write');
const unknown = named.find((name) => !parts.some((part) => part.name === name));
if (unknown !== undefined)
  throw new Error(`No part is called ${unknown}. There are ${parts.map(({ name }) => name).join(', ')}.`);

/** Puts a part between its own markers, so that one can be renewed without the others. */
function write(name, text) {
  const file = new URL('../docs/benchmarks.md', import.meta.url);
  const markers = [`<!-- ${name}: written by npm run bench:peers -->`, `<!-- end of ${name} -->`];
  const page = readFileSync(file, 'utf8');
  const [from, to] = markers.map((marker) => page.indexOf(marker));
  if (from < 0 || to < from)
    throw new Error(`docs/benchmarks.md has no place for ${name}: ${markers.join(' … ')} is missing.`);
  writeFileSync(file, `${page.slice(0, from + markers[0].length)}\n\n${text}\n\n${page.slice(to)}`);
}

for (const part of parts.filter(({ name }) => named.length === 0 || named.includes(name))) {
  const today = new Date().toISOString().slice(0, 10);
  const machine = `${today} · ${availableParallelism()} cores (${cpus()[0].model.trim()}) · Node ${process.versions.node} · ${options.rounds} rounds`;
  const text = [machine, ...(await part.play(options))].join('\n\n');
  console.log(`\n${text}\n`);
  if (process.argv.includes('--write')) write(part.name, text);
}
