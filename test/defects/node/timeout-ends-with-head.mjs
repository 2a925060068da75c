// The usual helper around `fetch` clears its timer when the head is there. The body may then take for ever.
import { AnswerService, CallError, OPENAI_BASE_URL } from './service.mjs';

new (class extends AnswerService {
  async exchange(url, init) {
    if (!url.startsWith(OPENAI_BASE_URL)) return super.exchange(url, init);
    const impatience = new AbortController();
    const timer = setTimeout(() => impatience.abort(), this.limits.llm);
    try {
      const response = await fetch(url, { ...init, signal: impatience.signal });
      clearTimeout(timer);
      return { status: response.status, headers: response.headers, body: await response.text() };
    } catch (error) {
      throw new CallError(`no reply: ${error.name}`);
    }
  }
})().listen();
