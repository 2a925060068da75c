import { Desk } from './service.mjs';

new (class extends Desk {
  prompt = this.rules;

  checked(text) {
    return text;
  }
})().listen();
