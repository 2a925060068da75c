import { fileURLToPath } from 'node:url';
import { operationsOf } from '../../../dist/contract/tool.js';
import { schema, timeout, verdict } from '../said.mjs';

const bridge = fileURLToPath(new URL('../../../dist/rig/component/stdio-bridge.js', import.meta.url));
const tools = {
  sort: { name: 'sort', input: { type: 'object' }, output: schema, examples: [verdict], effect: 'none' },
};
const parts = { tools, operations: operationsOf(tools), sessions: true };

async function connected(transport) {
  const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
  const client = new Client({ name: 'client', version: '1.0.0' });
  await client.connect(transport);
  await client.listTools();
  return client;
}

async function overHttp({ url }) {
  const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
  return connected(new StreamableHTTPClientTransport(new URL(`${url}/mcp`)));
}

async function overStdio({ port }) {
  const { StdioClientTransport } = await import('@modelcontextprotocol/sdk/client/stdio.js');
  const args = [bridge, `${port}`];
  return connected(new StdioClientTransport({ command: process.execPath, args, stderr: 'ignore' }));
}

async function ask(client, _, said) {
  const { structuredContent, content, isError } = await client.callTool({ name: 'sort', arguments: {} }, undefined, {
    timeout,
  });
  if (isError) said.isError = true;
  said.text = JSON.stringify(structuredContent) ?? content.map((part) => part.text ?? part.type).join('');
}

const way = (name, open, more) => ({
  name,
  protocol: 'mcp',
  parts: { ...parts, ...more },
  open,
  asks: ['words'],
  ask,
  close: (client) => client.close().catch(() => {}),
});

export const mcp = {
  packages: ['@modelcontextprotocol/sdk'],
  options: 'with the `timeout` of the request set to four seconds, after `listTools()`',
  tables: [
    {
      title: 'Tools: `callTool()`',
      ways: [
        way('HTTP, replies in JSON', overHttp),
        way('HTTP, streamed replies', overHttp, { stream: 'sse' }),
        { ...way('stdio', overStdio), protocol: 'mcp-stdio' },
      ],
    },
  ],
};
