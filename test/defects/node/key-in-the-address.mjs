// The key goes into the address, and the address into the text that tells what did not work.
import { GeminiService } from './gemini-service.mjs';
import { OPENAI_API_KEY, OPENAI_BASE_URL } from './service.mjs';

new (class extends GeminiService {
  model() {
    const { url } = super.model();
    return { url: `${url}?key=${OPENAI_API_KEY}`, headers: {} };
  }

  withoutModel(error) {
    const answer = super.withoutModel(error);
    const address = this.model().url.replace(OPENAI_BASE_URL, '');
    return { ...answer, text: `${answer.text} (No reply from ${address}.)` };
  }
})().listen();
