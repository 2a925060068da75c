import { Service } from './service.mjs';

new Service().serve();
