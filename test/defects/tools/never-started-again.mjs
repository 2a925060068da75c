// Starts its tool server once.
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ToolAgent } from './service.mjs';

new (class extends ToolAgent {
  transport() {
    return new StdioClientTransport({ command: '/bin/sh', args: ['-c', `exec ${process.env.TOOLS_COMMAND}`] });
  }

  forget() {}
})().listen();
