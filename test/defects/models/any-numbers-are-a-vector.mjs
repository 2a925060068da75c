// Does not look at the vectors that it gets.
import { Service } from './service.mjs';

new (class extends Service {
  isVector(vector) {
    return Array.isArray(vector) && vector.every(Number.isFinite);
  }
})().serve();
