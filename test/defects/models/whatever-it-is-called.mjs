// Has one tool, and calls that one, whatever the model has asked for.
import { Service } from './service.mjs';

new (class extends Service {
  offers() {
    return true;
  }
})().serve();
