// The error is written for people to read, in a stream whose readers take it line by line.
import { Service } from './service.mjs';

new (class extends Service {
  failed(response) {
    response.end(`${JSON.stringify({ type: 'error', title: 'The model does not answer.' }, null, 2)}\n`);
  }
})().listen();
