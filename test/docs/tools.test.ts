import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { tool } from '../../src/contract/format-tool.ts';
import { linted } from '../contract/linted.ts';

const text = readFileSync(join(import.meta.dirname, '../../docs/tools.md'), 'utf8');
const [contract, server, overHttp, apart] = [...text.matchAll(/```yaml\n(.*?)```/gs)].map(([, yaml]) => yaml!);

describe('docs/tools.md', () => {
  it('shows a contract that can be read', () => {
    expect(linted({ 'a.contract.yaml': contract! })).toEqual([]);
  });

  it('shows one for a server that the component starts', () => {
    const started = contract!
      .replace('TOOLS_URL: ${tools.url}/mcp', 'TOOLS_COMMAND: ${tools.command}')
      .replace('protocol: mcp', 'protocol: mcp-stdio');
    expect(linted({ 'a.contract.yaml': started })).toEqual([]);
  });

  it('shows one of a component that is a tool server, and the ways to launch it and to tell its answers apart', () => {
    const launched = server!.replace(/^ {2}launch:\n( {4}.*\n)+/m, overHttp!);
    const told = launched.replace(/^ {6}rejected:.*\n {6}unavailable:.*\n/m, apart!);
    expect([launched === server, told === launched]).toEqual([false, false]);
    for (const one of [server!, launched.replace('env: {', "env: { ORDERS_URL: '${orders.url}',"), told])
      expect(linted({ 'a.contract.yaml': one }).filter((line) => !line.includes('is never told where'))).toEqual([]);
  });

  it('names every key of a tool', () => {
    expect(Object.keys(tool.properties!).filter((key) => !text.includes(`\`${key}\``))).toEqual([]);
  });
});
