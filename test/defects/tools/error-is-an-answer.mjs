import { ToolAgent } from './service.mjs';

new (class extends ToolAgent {
  // A call that failed would have thrown.
  said({ isError, structuredContent, content }) {
    return isError ? { said: content[0].text.split('\n')[0] } : super.said({ structuredContent });
  }
})().listen();
