import { ToolAgent, ToolError } from './service.mjs';

new (class extends ToolAgent {
  said(result) {
    if (result.isError) throw new ToolError(result.content[0].text.split('\n')[0]);
    return super.said(result);
  }

  excuse(error) {
    return error instanceof ToolError ? `The tool says: ${error.message}` : super.excuse();
  }
})().listen();
