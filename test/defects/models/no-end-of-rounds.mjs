// Gives a model that calls tools for ever its results for ever.
import { Service } from './service.mjs';

new (class extends Service {
  rounds = Number.POSITIVE_INFINITY;
})().serve();
