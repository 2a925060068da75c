// A comment of a gateway is taken for a word of the model, and nothing limits the whole.
import { Service } from './service.mjs';

new (class extends Service {
  patience = 600;

  alive() {
    this.timer.refresh();
  }

  limits() {
    return [];
  }
})().serve();
