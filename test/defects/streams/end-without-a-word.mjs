// Where something fails the answer just ends: for HTTP it is as complete as any other.
import { Service } from './service.mjs';

new (class extends Service {
  failed(response) {
    response.end();
  }
})().listen();
