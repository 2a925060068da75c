import { OrderServer } from './service.mjs';

class LogAmongTheMessages extends OrderServer {
  failure(error) {
    console.log(`orders: ${error.message}`);
    return super.failure(error);
  }
}

await new LogAmongTheMessages().listen();
