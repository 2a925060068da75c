// Where something fails the connection is closed: whether it was the network or the model, nobody can tell.
import { Service } from './service.mjs';

new (class extends Service {
  failed(response) {
    response.destroy();
  }
})().listen();
