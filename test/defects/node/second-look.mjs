// Every fifth request reads the features a second time and compares: whether what is read can be relied upon is measured.
import { isDeepStrictEqual } from 'node:util';
import { AnswerService, FEATURES_URL, parsed } from './service.mjs';

let requests = 0;

new (class extends AnswerService {
  async findFeatures(id, budget) {
    const features = await super.findFeatures(id, budget);
    if (++requests % 5 === 0) await this.compare(features, id);
    return features;
  }

  /** Asked once and not for long: that it fails is of no concern to the customer. */
  async compare(features, id) {
    const again = await this.call(`${FEATURES_URL}/features/${id}`, { signal: this.timeLimit(60) }).catch(() => '');
    if (again && !isDeepStrictEqual(parsed(again), features)) console.error(`${id} changed between two calls`);
  }
})().listen();
