// Asks the model with the official client, and leaves the retries to it.
import OpenAI from 'openai';
import { AnswerService, CallError, OPENAI_API_KEY, OPENAI_BASE_URL, parsed } from './service.mjs';

/** The client asks an empty account again, and waits as long as it is told, whoever waits for it: here it is told not to. */
const withoutHope =
  (timeLeft) =>
  async (...args) => {
    const response = await fetch(...args);
    if (response.ok) return response;
    const body = await response.text();
    const headers = new Headers(response.headers);
    const wait = service.retryAfter(headers) ?? 0;
    if (parsed(body)?.error?.type === 'insufficient_quota' || wait + 50 > timeLeft())
      headers.set('x-should-retry', 'false');
    return new Response(body, { status: response.status, headers });
  };

const service = new (class extends AnswerService {
  async askModel(question, features, budget) {
    const timeLeft = () => budget.left - 150;
    const client = new OpenAI({
      baseURL: OPENAI_BASE_URL,
      apiKey: OPENAI_API_KEY,
      maxRetries: 1,
      timeout: this.limits.llm,
      fetch: withoutHope(timeLeft),
    });
    const signal = this.timeLimit(Math.max(1, timeLeft()));
    // Between two attempts the client does not look at the signal.
    const late = new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(new CallError('no reply in time')), { once: true });
    });
    const asked = client.chat.completions.create(this.prompt(question, features), { signal });
    try {
      const { choices } = await Promise.race([asked, late]);
      return this.agreed(parsed(choices?.[0]?.message?.content), (value) => this.isVerdict(value));
    } catch (error) {
      this.stopIfCallerLeft();
      throw error instanceof CallError ? error : new CallError(`no reply: ${error.name}`);
    } finally {
      late.catch(() => {});
      asked.catch(() => {});
    }
  }
})();

service.listen();
