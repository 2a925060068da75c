// The answer service with a model of another provider, which has to answer with JSON.
import { AnswerService, OPENAI_API_KEY, OPENAI_BASE_URL, parsed, verdictSchema } from './service.mjs';

export class GeminiService extends AnswerService {
  model() {
    return {
      url: `${OPENAI_BASE_URL}/models/gemini-2.5-flash:generateContent`,
      headers: { 'x-goog-api-key': OPENAI_API_KEY },
    };
  }

  prompt(question, { notes }) {
    return {
      systemInstruction: { parts: [{ text: `Answer the customer. Notes on the order: ${JSON.stringify(notes)}` }] },
      contents: [{ role: 'user', parts: [{ text: question }] }],
      generationConfig: { responseMimeType: 'application/json', responseJsonSchema: verdictSchema },
    };
  }

  verdict(body) {
    const candidate = parsed(body)?.candidates?.[0];
    const text = candidate?.finishReason === 'STOP' ? this.textIn(candidate) : undefined;
    return this.agreed(parsed(text), (value) => this.isVerdict(value), body);
  }

  textIn({ content }) {
    return content?.parts?.[0]?.text;
  }
}
