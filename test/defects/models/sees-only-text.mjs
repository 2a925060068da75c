// An error in the middle of a stream has no text, and so it is nothing; the text before it is the answer.
import { Service } from './service.mjs';

new (class extends Service {
  failed() {
    return false;
  }

  whole() {}
})().serve();
