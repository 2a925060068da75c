// Requests for the same order share one promise. Only success takes it out again: a rejected one stays for ever.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  asked = new Map();

  findFeatures(id, budget) {
    const features = this.asked.get(id) ?? super.findFeatures(id, budget);
    this.asked.set(id, features);
    features.then(
      () => this.asked.delete(id),
      () => {},
    );
    return features;
  }
})().listen();
