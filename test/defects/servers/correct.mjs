import { OrderServer } from './service.mjs';

await new OrderServer().listen();
