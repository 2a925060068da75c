import { OrderServer } from './service.mjs';

class StackInTheText extends OrderServer {
  failure(error) {
    return { content: [{ type: 'text', text: String(error.stack) }], isError: true };
  }
}

await new StackInTheText().listen();
