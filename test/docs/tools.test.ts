import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { tool } from '../../src/contract/format-tool.ts';
import { linted } from '../contract/linted.ts';

const text = readFileSync(join(import.meta.dirname, '../../docs/tools.md'), 'utf8');
const [, contract] = /```yaml\n(.*?)```/s.exec(text)!;

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

  it('names every key of a tool', () => {
    expect(Object.keys(tool.properties!).filter((key) => !text.includes(`\`${key}\``))).toEqual([]);
  });
});
