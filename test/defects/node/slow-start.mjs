// Needs two seconds until it is ready, and more time than usual for its first requests.
import { setTimeout as sleep } from 'node:timers/promises';
import { AnswerService, send } from './service.mjs';

const ready = sleep(2000).then(() => {
  isReady = true;
});
let isReady = false;
let cold = 3;

new (class extends AnswerService {
  async handle(request, response) {
    if (request.url === '/healthz' && !isReady) return send(response, 503, { ready: false });
    await ready;
    return super.handle(request, response);
  }

  async answer(question) {
    if (cold-- > 0) await sleep(250);
    return super.answer(question);
  }
})().listen();
