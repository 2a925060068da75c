// A candidate without parts becomes an answer like any other: the client shows nothing but `undefined` for it.
import { GeminiService } from './gemini-service.mjs';
import { parsed } from './service.mjs';

new (class extends GeminiService {
  verdict(body) {
    const reply = parsed(body);
    if (Array.isArray(reply?.candidates) && this.textIn(reply.candidates[0] ?? {}) === undefined)
      return { intent: 'other', text: 'There is nothing to say to that.', confidence: 0 };
    return super.verdict(body);
  }
})().listen();
