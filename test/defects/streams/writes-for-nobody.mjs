// The end of the caller's connection is not looked at: sentence after sentence is asked for, and thrown away.
import { Service } from './service.mjs';

new (class extends Service {
  leaving() {
    return new AbortController().signal;
  }
})().listen();
