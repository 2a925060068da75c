// Closes what is open in the arguments of a tool, and calls it with what comes of that.
import { Service } from './service.mjs';

new (class extends Service {
  arguments(text) {
    for (const end of ['', '"}', '}'])
      try {
        return JSON.parse(text + end);
      } catch {}
    return { parcel: text };
  }
})().serve();
