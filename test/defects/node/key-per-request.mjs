// The key is made anew for each request: the same request again, as queues deliver it, is stored a second time.
import { randomUUID } from 'node:crypto';
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  keyOfRecord() {
    return randomUUID();
  }
})().listen();
