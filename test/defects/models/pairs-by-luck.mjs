// Does not count the vectors that it gets.
import { Service } from './service.mjs';

new (class extends Service {
  vectors(data) {
    return super.vectors(data, data?.length);
  }
})().serve();
