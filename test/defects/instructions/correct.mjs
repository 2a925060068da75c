import { Desk } from './service.mjs';

new Desk().listen();
