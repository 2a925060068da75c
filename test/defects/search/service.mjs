// Searches Qdrant and ranks with Cohere, through the clients of both, and copes with what they let through. Each defect
// beside it extends this class and gets one method wrong.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { QdrantClient } from '@qdrant/js-client-rest';
import { CohereClientV2 } from 'cohere-ai';

const { PORT, QDRANT_URL, COHERE_URL, COHERE_KEY } = process.env;

/** A dependency gave nothing usable. */
export class Unusable extends Error {}

export class SearchService {
  collection = 'passages';
  /** Milliseconds for one call. */
  limit = 300;
  // The check of versions is a request of its own that nobody waits for.
  qdrant = new QdrantClient({ url: QDRANT_URL, timeout: this.limit, checkCompatibility: false });
  cohere = new CohereClientV2({ token: COHERE_KEY, environment: COHERE_URL, maxRetries: 0 });

  async find({ question }) {
    const passages = await this.near(question);
    try {
      return { passages: (await this.ranked(question, passages)).slice(0, 2), degraded: false };
    } catch {
      return { passages: passages.slice(0, 2), degraded: true };
    }
  }

  /** What the store finds, the nearest first. */
  async near(question) {
    const query = { query: vectorOf(question), limit: 4, with_payload: true };
    const { points } = (await this.qdrant.query(this.collection, query)) ?? {};
    return this.textsOf(points);
  }

  textsOf(points) {
    if (!Array.isArray(points) || points.length === 0) throw new Unusable('no hits');
    if (!points.every((point) => this.isHit(point))) throw new Unusable('these are no hits');
    // A point may be there twice while a shard is moved.
    const texts = points.toSorted((a, b) => b.score - a.score).map(({ payload }) => payload.text);
    return [...new Set(texts)].slice(0, 4);
  }

  isHit(point) {
    const text = point?.payload?.text;
    return Number.isFinite(point?.score) && typeof text === 'string' && text !== '';
  }

  async ranked(question, passages) {
    const reply = await this.inTime((abortSignal) =>
      this.cohere.rerank({ model: 'rerank-v3.5', query: question, documents: passages }, { abortSignal }),
    );
    return this.inOrder(reply?.results, passages);
  }

  /** Every passage once, in the order of the ranks. */
  inOrder(ranks, passages) {
    const sound = (rank) =>
      Number.isInteger(rank?.index) && passages[rank.index] !== undefined && this.isScore(rank.relevanceScore);
    if (!Array.isArray(ranks) || !ranks.every(sound)) throw new Unusable('these are no ranks');
    if (new Set(ranks.map(({ index }) => index)).size !== passages.length) throw new Unusable('some are missing');
    return ranks.toSorted((a, b) => b.relevanceScore - a.relevanceScore).map(({ index }) => passages[index]);
  }

  isScore(score) {
    return typeof score === 'number' && score >= 0 && score <= 1;
  }

  /** The client looks at its own time limit only until a reply begins. */
  async inTime(call) {
    const signal = AbortSignal.timeout(this.limit);
    const late = new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(new Unusable('no reply in time')), { once: true });
    });
    return await Promise.race([call(signal), late]);
  }

  async take({ id, text }) {
    const point = { id: this.pointId(id), vector: vectorOf(text), payload: { text } };
    try {
      await this.store(point);
    } catch (error) {
      if (!this.mayHelp(error)) throw error;
      await sleep(50);
      await this.store(this.again(point));
    }
    return {};
  }

  async store(point) {
    const { status } = await this.qdrant.upsert(this.collection, { wait: true, points: [point] });
    if (!['acknowledged', 'completed'].includes(status)) throw new Unusable('not acknowledged');
  }

  /** The same passage is the same point, however often it comes. */
  pointId(id) {
    const hex = createHash('sha256').update(id).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  /** What is sent when it is tried once more. */
  again(point) {
    return point;
  }

  /** Another attempt makes sense where the connection was lost; all else the store has said, or it takes too long. */
  mayHelp(error) {
    return error.status === undefined && ['ECONNRESET', 'UND_ERR_SOCKET'].includes(error.cause?.code);
  }

  isQuestion(body) {
    return onlyHas(body, ['question']) && isText(body.question, 200);
  }

  isPassage(body) {
    return (
      onlyHas(body, ['id', 'text']) &&
      typeof body.id === 'string' &&
      /^p-[0-9]{1,9}$/.test(body.id) &&
      isText(body.text, 500)
    );
  }

  async answer(operation, body) {
    try {
      const [is, does, status] =
        operation === 'find'
          ? [this.isQuestion(body), () => this.find(body), 200]
          : [this.isPassage(body), () => this.take(body), 201];
      return is ? [status, await does()] : [400, { title: 'This cannot be read.' }];
    } catch (error) {
      return this.failed(error);
    }
  }

  failed() {
    return [503, { title: 'Later, perhaps.' }, { 'retry-after': '1' }];
  }

  listen() {
    const operations = { '/v1/find': 'find', '/v1/passages': 'take' };
    createServer(async (request, response) => {
      const send = (status, body, headers = {}) =>
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
      if (request.url === '/healthz') return send(200, {});
      const operation = operations[request.url.split('?')[0]];
      if (request.method !== 'POST' || !operation) return send(404, { title: 'There is no such thing.' });
      const body = await bodyOf(request);
      if (body !== leftHalfway) send(...(await this.answer(operation, body)));
    }).listen(Number(PORT), '127.0.0.1');
  }
}

const leftHalfway = Symbol('left halfway');
const onlyHas = (body, keys) =>
  typeof body === 'object' && body !== null && Object.keys(body).every((key) => keys.includes(key));
const isText = (text, most) => typeof text === 'string' && text !== '' && [...text].length <= most;

async function bodyOf(request) {
  const chunks = [];
  try {
    for await (const chunk of request) chunks.push(chunk);
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return request.complete ? undefined : leftHalfway;
  }
}

/** In the place of an embedding model: eight numbers that follow from the text. */
export function vectorOf(text) {
  return [...createHash('sha256').update(text).digest().subarray(0, 8)].map((byte) => byte / 128 - 1);
}
