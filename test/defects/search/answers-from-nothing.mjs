// Where the store finds nothing, the question is answered all the same, as if that were an answer.
import { SearchService } from './service.mjs';

new (class extends SearchService {
  async find(body) {
    const passages = await this.near(body.question);
    return passages.length > 0 ? super.find(body) : { passages: ['There is nothing about this.'], degraded: false };
  }

  textsOf(points) {
    return points?.length === 0 ? [] : super.textsOf(points);
  }
})().listen();
