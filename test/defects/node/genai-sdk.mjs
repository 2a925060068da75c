// Puts the chunks of the official client of its provider together, and asks once: its errors do not tell when to ask again.
import { GoogleGenAI } from '@google/genai';
import { GeminiService } from './gemini-service.mjs';
import { CallError, OPENAI_API_KEY, OPENAI_BASE_URL, parsed } from './service.mjs';

const client = new GoogleGenAI({
  apiKey: OPENAI_API_KEY,
  httpOptions: { baseUrl: OPENAI_BASE_URL.replace('/v1', ''), apiVersion: 'v1' },
});

const service = new (class extends GeminiService {
  askModel(question, features, budget) {
    const { systemInstruction, contents, generationConfig } = this.prompt(question, features);
    const asked = { model: 'gemini-2.5-flash', contents, config: { systemInstruction, ...generationConfig } };
    const attempt = async (abortSignal) =>
      this.said(await this.generate({ ...asked, config: { ...asked.config, abortSignal } }));
    return this.withRetries(attempt, { of: 'llm', budget, keep: 150 });
  }

  async generate(asked) {
    try {
      const chunks = [];
      for await (const chunk of await client.models.generateContentStream(asked)) chunks.push(chunk);
      return chunks;
    } catch (error) {
      throw Object.assign(new CallError(`no reply: ${error.name}`), { refused: error.status !== undefined });
    }
  }

  isFinal(error) {
    return error.refused || super.isFinal(error);
  }

  said(chunks) {
    const candidates = chunks.map((chunk) => (Array.isArray(chunk.candidates) ? chunk.candidates[0] : undefined));
    const whole = candidates.at(-1)?.finishReason === 'STOP';
    const text = candidates.map((candidate) => this.textIn(candidate ?? {}) ?? '').join('');
    return this.agreed(whole ? parsed(text) : undefined, (value) => this.isVerdict(value));
  }
})();

service.listen();
