import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { allFaults, protocolNamed } from '../../src/protocol/index.ts';

interface Fault {
  readonly fault: string;
}
interface Table {
  readonly title: string;
  readonly ways: readonly { readonly protocol: string }[];
}
interface Client {
  readonly packages: readonly string[];
  readonly tables: readonly Table[];
}
type Turn = <T>(play: () => Promise<T>) => Promise<T>;

const root = new URL('../../', import.meta.url);
const made = (file: string) => import(new URL(`scripts/sdk-behaviour/${file}`, root).href);
const { clients } = (await made('clients.mjs')) as { clients: readonly Client[] };
const { rowsOf } = (await made('rows.mjs')) as {
  rowsOf(table: Table, turn: Turn, wants: (fault: Fault) => boolean): Promise<unknown[]>;
};
const { headingOf, linesOf } = (await made('document.mjs')) as {
  headingOf(client: Client): string;
  linesOf(rows: readonly unknown[]): string[];
};
const { leftOut } = (await made('faults.mjs')) as { leftOut(): { names: string[] }[] };
const text = readFileSync(new URL('docs/sdk-behaviour.md', root), 'utf8');

describe('docs/sdk-behaviour.md', () => {
  it('names exactly the clients that are played, in the versions that are installed', () => {
    const headings = [...text.matchAll(/^## .*\d$/gm)].map(([heading]) => heading);
    expect(headings).toEqual(clients.map(headingOf));
    for (const name of clients.flatMap(({ packages }) => packages)) {
      const { version } = JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, root), 'utf8'));
      expect(text).toMatch(new RegExp(`^## .*${name} ${version.replaceAll('.', '\\.')}(,|$)`, 'm'));
    }
  });

  it('names only faults that exist, and leaves none out without a word', () => {
    const names = allFaults.map(({ fault }) => fault.name);
    const told = [...text.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name!);
    expect(told.filter((name) => !names.includes(name))).toEqual([]);
    const spoken = clients.flatMap(({ tables }) => tables.flatMap(({ ways }) => ways.map(({ protocol }) => protocol)));
    const own = [...new Set(spoken)].flatMap((protocol) => protocolNamed(protocol).faults.map((fault) => fault.name));
    const untold = leftOut().flatMap((layer) => layer.names);
    expect([...own, ...untold].filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it.each([
    ['openai', 'Chat completions', ['no-choices', 'missing-terminator', 'cut-arguments']],
    ['openai', 'Embeddings', ['reordered-vectors', 'floats-for-base64']],
    ['@qdrant/js-client-rest', 'Points', ['html-in-200', 'null-score']],
  ])('says of %s, %s what is seen: %j', async (name, title, faults) => {
    const client = clients.find(({ packages }) => packages[0] === name)!;
    const table = client.tables.find((one) => one.title === title)!;
    const rows = await rowsOf(
      table,
      (play) => play(),
      ({ fault }) => faults.includes(fault),
    );
    const lines = linesOf(rows);
    expect(lines.length).toBeGreaterThanOrEqual(faults.length);
    expect(text.split('\n')).toEqual(expect.arrayContaining(lines));
  });
});
