import { Agent, request } from 'node:https';
import { AnswerService } from './service.mjs';

export class SecureService extends AnswerService {
  wire = { ask: request, agent: new Agent({ keepAlive: true }) };
}

if (import.meta.filename === process.argv[1]) new SecureService().listen();
