// Starts its tool server itself, and anew when it has ended.
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ToolAgent } from './service.mjs';

new (class extends ToolAgent {
  transport() {
    return new StdioClientTransport({ command: '/bin/sh', args: ['-c', `exec ${process.env.TOOLS_COMMAND}`] });
  }
})().listen();
