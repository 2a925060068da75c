import { Desk } from './service.mjs';

new (class extends Desk {
  checked(text) {
    return text.replaceAll(this.rules, '(not for customers)');
  }
})().listen();
