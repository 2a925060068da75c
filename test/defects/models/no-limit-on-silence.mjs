// A model that stops in the middle is waited for.
import { Service } from './service.mjs';

new (class extends Service {
  patience = 2 ** 30;

  limits() {
    return [];
  }
})().serve();
