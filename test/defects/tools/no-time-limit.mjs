import { ToolAgent } from './service.mjs';

new (class extends ToolAgent {
  // The client has a limit of its own.
  limit = 60_000;
})().listen();
