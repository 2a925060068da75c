// Puts a passage into the store before it looks whether its text is too long.
import { SearchService } from './service.mjs';

new (class extends SearchService {
  isPassage(body) {
    return super.isPassage({ ...body, text: body?.text?.length > 500 ? 'long' : body?.text });
  }

  async take(body) {
    await super.take(body);
    if (!super.isPassage(body)) throw new RangeError('too long');
    return {};
  }

  failed(error) {
    return error instanceof RangeError ? [400, { title: 'This cannot be read.' }] : super.failed();
  }
})().listen();
