// A new idempotency key for each attempt: a decision whose acknowledgement got lost is recorded twice.
import { randomUUID } from 'node:crypto';
import { Service } from './service.mjs';

new (class extends Service {
  key() {
    return randomUUID();
  }
})().listen();
