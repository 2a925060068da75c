import { AnswerService } from './service.mjs';

new AnswerService().listen();
