import { CallToolResultSchema } from '@modelcontextprotocol/sdk/types.js';
import { ToolAgent } from './service.mjs';

new (class extends ToolAgent {
  // Past the client, which would compare the result with what the tool declares.
  ask(client, params, options) {
    return client.request({ method: 'tools/call', params }, CallToolResultSchema, options);
  }

  said(result) {
    const { isError, structuredContent } = result;
    return isError || structuredContent !== undefined ? super.said(result) : { days: 0 };
  }
})().listen();
