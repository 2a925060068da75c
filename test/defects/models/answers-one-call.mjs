// Gives the result of the first call alone; the model is asked again without the others.
import { Service } from './service.mjs';

new (class extends Service {
  async results([call]) {
    return await super.results([call]);
  }
})().serve();
