// Every fifth request reads the features a second time and compares: whether what is read can be relied upon is measured.
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
    const again = parsed(
      await this.call(`${FEATURES_URL}/features/${id}`, { signal: this.timeLimit(60) }).catch(() => undefined),
    );
    if (again && (again.tier !== features.tier || again.risk !== features.risk)) console.error(`${id} has changed`);
  }
})().listen();
