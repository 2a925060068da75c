// A rank of a document that was never sent is left out without a word.
import { SearchService } from './service.mjs';

new (class extends SearchService {
  inOrder(ranks, passages) {
    const known = Array.isArray(ranks) && ranks.filter((rank) => rank?.index < 1000);
    if (!known || known.length === ranks.length) return super.inOrder(ranks, passages);
    return known.map(({ index }) => passages[index]);
  }
})().listen();
