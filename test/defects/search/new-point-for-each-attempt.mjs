// Makes the id of a point inside of what is retried: a passage whose acknowledgement got lost is there twice.
import { randomUUID } from 'node:crypto';
import { SearchService } from './service.mjs';

new (class extends SearchService {
  again(point) {
    return { ...point, id: randomUUID() };
  }
})().listen();
