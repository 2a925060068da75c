// There is a time limit for the whole, and none for a piece of it: the caller looks at half a sentence meanwhile.
import { Service } from './service.mjs';

new (class extends Service {
  limit = 700;

  leaving(response) {
    const ending = new AbortController();
    response.once('close', () => ending.abort());
    setTimeout(() => ending.abort(), 800).unref();
    return ending.signal;
  }
})().listen();
