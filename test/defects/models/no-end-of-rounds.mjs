// Gives a model that calls tools again and again its results again and again: nobody counts below twenty.
import { Service } from './service.mjs';

new (class extends Service {
  rounds = 20;
})().serve();
