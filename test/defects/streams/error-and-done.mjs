// `finally` says that all is done, also after it was said that it failed.
import { Service } from './service.mjs';

new (class extends Service {
  failed(response) {
    this.event(response, 'error', { title: 'The model does not answer.' });
    this.done(response, { sentences: 1, degraded: false });
  }
})().listen();
