// A table of the statuses that a standard knows: what the model's provider sends when it is overloaded is not in it.
import { STATUS_CODES } from 'node:http';
import { AnthropicService } from './anthropic-service.mjs';
import { CallError } from './service.mjs';

new (class extends AnthropicService {
  withoutModel(error) {
    if (error instanceof CallError && error.status !== undefined)
      console.warn(STATUS_CODES[error.status].toLowerCase());
    return super.withoutModel(error);
  }

  unavailable(response, error) {
    if (error instanceof TypeError) return response.writeHead(500).end('Internal Server Error');
    return super.unavailable(response, error);
  }
})().listen();
