// Keeps the features of every order: what it kept answers where nothing newer is to be had, and the answer says so.
// Requests for the same order that are under way at once share one call; it ends when the last of them has left.
import { AnswerService, CallError, underWay } from './service.mjs';

const minute = 60_000;

new (class extends AnswerService {
  kept = new Map();
  shared = new Map();

  async findFeatures(id, budget) {
    try {
      const features = await this.sharedCall(id, budget);
      this.kept.set(id, { features, at: performance.now() });
      return features;
    } catch (error) {
      const stale = this.kept.get(id);
      if (!(error instanceof CallError) || !stale || performance.now() - stale.at > minute) throw error;
      return { ...stale.features, missing: true };
    }
  }

  async sharedCall(id, budget) {
    const shared = this.shared.get(id) ?? this.begun(id, budget);
    const { gone } = underWay.getStore();
    shared.waiting++;
    const leave = () => --shared.waiting === 0 && shared.all.abort();
    gone.addEventListener('abort', leave, { once: true });
    try {
      return await shared.call;
    } finally {
      gone.removeEventListener('abort', leave);
      this.stopIfCallerLeft();
    }
  }

  begun(id, budget) {
    const all = new AbortController();
    const call = underWay.run({ gone: all.signal }, () => super.findFeatures(id, budget));
    const shared = { all, call, waiting: 0 };
    this.shared.set(id, shared);
    const over = () => this.shared.delete(id);
    call.then(over, over);
    return shared;
  }
})().listen();
