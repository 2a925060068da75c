// It asks nothing more once its caller has left, and yet listens to the reply that is under way.
import { Service } from './service.mjs';

new (class extends Service {
  call(url, body) {
    return super.call(url, body, new AbortController().signal);
  }
})().listen();
