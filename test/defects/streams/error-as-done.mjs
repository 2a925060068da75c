// What failed is done as well: an error in the place of what callers count on.
import { Service } from './service.mjs';

new (class extends Service {
  failed(response) {
    this.done(response, { degraded: false, error: 'The model does not answer.' });
  }
})().listen();
