// Nobody looks whether the caller still waits: all that was begun for it is done.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  timeLimit(ms) {
    return AbortSignal.timeout(Math.ceil(ms));
  }

  stopIfCallerLeft() {}
})().listen();
