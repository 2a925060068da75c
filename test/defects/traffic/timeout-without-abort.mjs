// Gives up waiting, and does not tell the call: its connection stays open for as long as the other side likes.
import { CallError, Service } from './service.mjs';

new (class extends Service {
  attempt(url, body) {
    const limit = this.limit;
    this.limit = 2 ** 31 - 1;
    const call = this.call(url, body);
    this.limit = limit;
    const late = new Promise((_, reject) => setTimeout(() => reject(new CallError('late')), limit));
    call.catch(() => {});
    return Promise.race([call, late]);
  }
})().listen();
