// Retry-After may be a date as well (RFC 9110): `Number` makes NaN of it, and NaN becomes no wait at all.
import { AnswerService } from './service.mjs';

new (class extends AnswerService {
  retryAfter(headers) {
    const text = headers.get('retry-after') ?? '';
    return /^[A-Z]/.test(text) ? Number(text) || undefined : super.retryAfter(headers);
  }
})().listen();
