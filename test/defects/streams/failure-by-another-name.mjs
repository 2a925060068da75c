// The event that says that it failed has a name that no caller listens to.
import { Service } from './service.mjs';

new (class extends Service {
  failed(response) {
    this.event(response, 'failure', { title: 'The model does not answer.' });
    response.end();
  }
})().listen();
