import { Desk } from './service.mjs';

new (class extends Desk {
  mayRun() {
    return true;
  }
})().listen();
