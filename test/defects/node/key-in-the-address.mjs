// The key goes into the address, and the address into the text of the error.
import { GeminiService } from './gemini-service.mjs';
import { CallError, OPENAI_API_KEY, OPENAI_BASE_URL, send } from './service.mjs';

new (class extends GeminiService {
  model() {
    const { url } = super.model();
    return { url: `${url}?key=${OPENAI_API_KEY}`, headers: {} };
  }

  withoutModel(error) {
    if (!(error instanceof CallError)) throw error;
    const { url } = this.model();
    throw new CallError(`no answer from ${url.replace(OPENAI_BASE_URL, '')}`);
  }

  unavailable(response, error) {
    send(
      response,
      503,
      { title: 'The question cannot be answered now', status: 503, detail: error.message },
      { 'retry-after': '5' },
    );
  }
})().listen();
