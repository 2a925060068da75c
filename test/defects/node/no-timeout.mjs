// As every tutorial shows it: `fetch` waits until the other side is done; its own limits are five minutes.
import { AnswerService, CallError, FEATURES_URL } from './service.mjs';

new (class extends AnswerService {
  async exchange(url, init) {
    if (!url.startsWith(FEATURES_URL)) return super.exchange(url, init);
    try {
      const response = await fetch(url);
      return { status: response.status, headers: response.headers, body: await response.text() };
    } catch (error) {
      throw new CallError(`no reply: ${error.name}`);
    }
  }
})().listen();
