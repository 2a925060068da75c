// The event of a failure is written by hand, and the empty line that ends it is forgotten: clients never hear of it.
import { Service } from './service.mjs';

new (class extends Service {
  failed(response) {
    response.end('event: error\ndata: {"title":"The model does not answer."}\n');
  }
})().listen();
