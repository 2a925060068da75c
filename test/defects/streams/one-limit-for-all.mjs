// There is a time limit for the whole, and none for a piece of it: the caller looks at half a sentence meanwhile.
import { Service } from './service.mjs';

new (class extends Service {
  limit = 700;

  leaving(response) {
    return AbortSignal.any([super.leaving(response), AbortSignal.timeout(800)]);
  }
})().listen();
