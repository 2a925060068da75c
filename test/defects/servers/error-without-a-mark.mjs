import { OrderServer } from './service.mjs';

class ErrorWithoutAMark extends OrderServer {
  failure() {
    const { content } = super.failure();
    return { content };
  }
}

await new ErrorWithoutAMark().listen();
