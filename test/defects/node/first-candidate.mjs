// The example of the documentation: there is always a first candidate, and it has content.
import { GeminiService } from './gemini-service.mjs';
import { parsed } from './service.mjs';

new (class extends GeminiService {
  verdict(body) {
    const { candidates } = parsed(body) ?? {};
    return this.agreed(parsed(candidates[0].content.parts[0].text), (value) => this.isVerdict(value), body);
  }

  unavailable(response, error) {
    if (error instanceof TypeError) return response.writeHead(500).end('Internal Server Error');
    return super.unavailable(response, error);
  }
})().listen();
