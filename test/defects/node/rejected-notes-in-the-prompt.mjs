// The reply of one service was rejected, and part of it goes into the prompt for another all the same.
import { AnswerService, parsed } from './service.mjs';

new (class extends AnswerService {
  withoutFeatures(error) {
    const { notes = [] } = parsed(error.body) ?? {};
    return { ...super.withoutFeatures(error), notes };
  }
})().listen();
