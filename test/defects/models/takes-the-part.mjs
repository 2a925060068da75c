// What came is the answer, whether or not it was said to its end.
import { Service } from './service.mjs';

new (class extends Service {
  whole() {}
})().serve();
