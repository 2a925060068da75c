import { ToolAgent } from './service.mjs';

new ToolAgent().listen();
