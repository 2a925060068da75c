// Optional chaining down to a default: a reply without choices becomes an answer like any other.
import { AnswerService, parsed } from './service.mjs';

new (class extends AnswerService {
  verdict(body) {
    const said = parsed(body)?.choices?.[0]?.message?.content ?? undefined;
    if (said === undefined) return { intent: 'other', text: 'We look into it.', confidence: 0 };
    return super.verdict(body);
  }
})().listen();
