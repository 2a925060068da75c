import { Service } from './service.mjs';

new Service().listen();
