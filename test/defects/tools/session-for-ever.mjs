import { ToolAgent } from './service.mjs';

new (class extends ToolAgent {
  // It is opened once; the client takes care of the rest.
  isGone() {
    return false;
  }
})().listen();
