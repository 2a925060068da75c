// The answer service as it should be. Each defect beside it extends this class and gets one method wrong.
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { Agent, request as ask, createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

export const { PORT, FEATURES_URL, OPENAI_BASE_URL, OPENAI_API_KEY, SINK_URL, SINK_TOKEN } = process.env;

const agent = new Agent({ keepAlive: true });

/** What belongs to the request under way: `gone` aborts when its caller leaves, `key` is the same for the same request. */
export const underWay = new AsyncLocalStorage();

/** Nobody waits for the answer any more. */
class CallerGone extends Error {}

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value) => typeof value === 'string' && value.length > 0;
const isShare = (value) => typeof value === 'number' && value >= 0 && value <= 1;

const intents = ['refund', 'delivery', 'other'];
export const verdictSchema = {
  type: 'object',
  required: ['intent', 'text', 'confidence'],
  properties: {
    intent: { enum: intents },
    text: { type: 'string', minLength: 1 },
    confidence: { type: 'number', minimum: 0, maximum: 1 },
  },
};

/** A dependency gave nothing usable. */
export class CallError extends Error {
  constructor(message, { status, headers, body = '' } = {}) {
    super(message);
    this.status = status;
    this.headers = headers;
    this.body = body;
  }
}

/** The time that one request may take, shared by all calls that it makes. */
export class Budget {
  #end;
  constructor(ms) {
    this.#end = performance.now() + ms;
  }
  get left() {
    return Math.max(0, this.#end - performance.now());
  }
}

export class AnswerService {
  /** Milliseconds for a whole request: well below the second that was promised. */
  whole = 650;
  /** Milliseconds for one attempt. */
  limits = { features: 150, llm: 150, sink: 150 };
  attempts = 2;
  /** How calls go over the network. */
  wire = { ask, agent };

  async answer({ orderId, question }) {
    const budget = new Budget(this.whole);
    const features = await this.findFeatures(orderId, budget).catch((error) => this.withoutFeatures(error));
    const verdict = await this.askModel(question, features, budget).catch((error) => this.withoutModel(error));
    const { intent, text } = verdict;
    await this.record({ orderId, text }, budget);
    return { orderId, intent, text, degraded: Boolean(features.missing || verdict.missing) };
  }

  withoutFeatures(error) {
    if (!(error instanceof CallError)) throw error;
    return { notes: [], missing: true };
  }

  withoutModel(error) {
    if (!(error instanceof CallError)) throw error;
    return { intent: 'other', text: 'A colleague will answer you today.', missing: true };
  }

  findFeatures(id, budget) {
    const attempt = async (signal) => {
      const body = await this.call(`${FEATURES_URL}/features/${id}`, { signal });
      return this.agreed(parsed(body), (value) => this.isFeatures(value), body);
    };
    return this.withRetries(attempt, { of: 'features', budget, keep: 300 });
  }

  isFeatures({ id, tier, risk, notes }) {
    const known = isText(id) && /^o-\d+$/.test(id) && ['basic', 'plus'].includes(tier) && isShare(risk);
    return known && Array.isArray(notes) && notes.length >= 1 && notes.length <= 5 && notes.every(isText);
  }

  askModel(question, features, budget) {
    const { url, headers } = this.model();
    const attempt = async (signal, _, failure) => {
      const body = await this.call(url, {
        method: 'POST',
        signal,
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(this.prompt(question, features, failure)),
      });
      return this.verdict(body);
    };
    return this.withRetries(attempt, { of: 'llm', budget, keep: 150 });
  }

  model() {
    return { url: `${OPENAI_BASE_URL}/chat/completions`, headers: { authorization: `Bearer ${OPENAI_API_KEY}` } };
  }

  prompt(question, { notes }) {
    return {
      model: 'gpt-4o-mini',
      messages: [
        { role: 'system', content: `Answer the customer. Notes on the order: ${JSON.stringify(notes)}` },
        { role: 'user', content: question },
      ],
      response_format: { type: 'json_schema', json_schema: { name: 'verdict', schema: verdictSchema } },
    };
  }

  verdict(body) {
    const said = parsed(parsed(body)?.choices?.[0]?.message?.content);
    return this.agreed(said, (value) => this.isVerdict(value), body);
  }

  isVerdict({ intent, text, confidence }) {
    return this.isIntent(intent) && isText(text) && isShare(confidence);
  }

  isIntent(intent) {
    return intents.includes(intent);
  }

  record(record, budget) {
    // One key for all attempts, and for the same request again: what was stored is not stored a second time.
    const key = this.keyOfRecord();
    const attempt = async (signal, n) => {
      const headers = this.recordHeaders(key, n);
      const body = await this.call(`${SINK_URL}/records`, {
        method: 'POST',
        signal,
        headers,
        body: JSON.stringify(record),
      });
      return this.agreed(parsed(body), (value) => this.isStored(value), body);
    };
    return this.withRetries(attempt, { of: 'sink', budget, keep: 0 });
  }

  keyOfRecord() {
    return underWay.getStore().key;
  }

  recordHeaders(key) {
    return {
      'content-type': 'application/json',
      authorization: `Bearer ${SINK_TOKEN}`,
      'idempotency-key': key,
    };
  }

  isStored({ recordId, state }) {
    return isText(recordId) && ['stored', 'queued'].includes(state);
  }

  /** The value, if it is what was agreed; else what was sent counts as no reply. */
  agreed(value, isValid, body) {
    if (!isObject(value) || !isValid(value)) throw new CallError('the reply is not what was agreed', { body });
    return value;
  }

  /** Asks again where that can help; leaves `keep` milliseconds of the budget for what comes afterwards. */
  async withRetries(attempt, { of, budget, keep }) {
    let failure;
    for (let n = 1; ; n++) {
      const left = Math.min(this.limits[of], budget.left - keep);
      if (left < 20) throw new CallError('no time left');
      this.stopIfCallerLeft();
      try {
        return await attempt(this.timeLimit(left), n, failure);
      } catch (error) {
        this.stopIfCallerLeft();
        failure = error;
        if (n >= this.attempts || !(error instanceof CallError) || this.isFinal(error)) throw error;
        const pause = this.pause(error, n);
        if (pause + 20 > budget.left - keep) throw error;
        await sleep(pause);
      }
    }
  }

  timeLimit(ms) {
    const { gone } = underWay.getStore();
    const limit = new AbortController();
    const end = () => limit.abort();
    // `AbortSignal.any` forgets time limits when memory is tidied up (seen in Node 20).
    setTimeout(end, ms);
    gone.addEventListener('abort', end, { once: true });
    if (gone.aborted) end();
    return limit.signal;
  }

  stopIfCallerLeft() {
    if (underWay.getStore().gone.aborted) throw new CallerGone();
  }

  /** Whether the same request can never succeed. */
  isFinal({ status, headers, body }) {
    if (status === undefined) return false;
    if (![408, 409, 425, 429].includes(status) && status < 500) return true;
    return headers.get('x-should-retry') === 'false' || parsed(body)?.error?.type === 'insufficient_quota';
  }

  /** Milliseconds before the next attempt. */
  pause({ headers }, n) {
    // A little later than it says: clocks and timers are not exact.
    const advised = headers && this.retryAfter(headers);
    return advised === undefined ? 30 * n : Math.max(advised + 50, 30);
  }

  /** What the service asks for, in milliseconds; undefined where it says nothing that can be understood. */
  retryAfter(headers) {
    const ms = headers.get('retry-after-ms') ?? '';
    if (/^\d+$/.test(ms)) return Number(ms);
    const text = headers.get('retry-after') ?? '';
    if (/^\d+$/.test(text)) return Number(text) * 1000;
    const date = /^[A-Z]/.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(date) ? undefined : date - Date.now();
  }

  /** The body of a successful reply. */
  async call(url, init) {
    const { status, headers, body } = await this.exchange(url, init);
    if (status < 200 || status > 299) throw new CallError(`status ${status}`, { status, headers, body });
    return body;
  }

  /** The whole reply, or a `CallError` where there is none. */
  exchange(url, { method = 'GET', headers = {}, body, signal }) {
    return new Promise((resolve, reject) => {
      const lost = (error) => reject(new CallError(`no reply: ${error.code ?? error.name}`));
      const call = this.wire.ask(url, { method, headers, signal, agent: this.wire.agent }, (response) => {
        const chunks = [];
        response.on('error', lost).on('data', (chunk) => chunks.push(chunk));
        response.on('end', () => resolve(this.reply(response, Buffer.concat(chunks).toString())));
      });
      // Without a listener, a 101 that nobody asked for ends the connection and tells nobody (seen in Node 20).
      call.on('upgrade', (_, socket) => socket.destroy() && lost({ code: 'a 101' }));
      call.on('error', lost).end(body);
    });
  }

  reply({ statusCode, headers }, body) {
    return { status: statusCode, headers: new Headers(headers), body };
  }

  async handle(request, response) {
    if (request.url === '/healthz') return send(response, 200, { ready: true });
    if (!this.isMethod(request.method)) return send(response, 405, { title: 'Ask with POST', status: 405 });
    const text = await this.receive(request);
    if (text === undefined) return;
    const caller = new AbortController();
    response.once('close', () => caller.abort());
    const key = createHash('sha256').update(text).digest('hex');
    await underWay.run({ gone: caller.signal, key }, () => this.serve(text, response));
  }

  isMethod(method) {
    return method === 'POST';
  }

  /** The text of the body; undefined where the caller left before its end. */
  receive(request) {
    return textOf(request).catch(() => undefined);
  }

  async serve(text, response) {
    const question = this.read(text);
    if (!this.isQuestion(question)) return this.rejected(response, question);
    try {
      send(response, 200, await this.answer(question));
    } catch (error) {
      if (error instanceof CallerGone) return;
      if (!(error instanceof CallError)) console.error(error);
      this.unavailable(response, error);
    }
  }

  read(text) {
    return parsed(text);
  }

  isQuestion(value) {
    return (
      isObject(value) &&
      Object.keys(value).every((key) => this.isKnown(key)) &&
      isText(value.orderId) &&
      this.isOrder(value.orderId) &&
      this.isWhatIsAsked(value.question) &&
      this.areDetails(value)
    );
  }

  isKnown(key) {
    return ['orderId', 'question', 'tags', 'amount', 'locale'].includes(key);
  }

  /** What may be left out. */
  areDetails({ tags, amount, locale }) {
    return (
      (tags === undefined || this.areTags(tags)) &&
      (amount === undefined || this.isAmount(amount)) &&
      (locale === undefined || this.isLocale(locale))
    );
  }

  areTags(value) {
    return (
      Array.isArray(value) && value.length <= 3 && value.every((tag) => ['gift', 'express', 'fragile'].includes(tag))
    );
  }

  isAmount(value) {
    return typeof value === 'number' && value >= 0 && value <= 10_000;
  }

  isLocale(value) {
    return ['de', 'en', 'fr'].includes(value);
  }

  isWhatIsAsked(value) {
    // Characters, as JSON Schema counts them: some are two units of a JavaScript text.
    return isText(value) && [...value].length <= 200;
  }

  isOrder(id) {
    return /^o-[0-9]+$/.test(id);
  }

  rejected(response) {
    send(response, 400, { title: 'This is not a question', status: 400 });
  }

  unavailable(response) {
    send(response, 503, { title: 'The question cannot be answered now', status: 503 }, { 'retry-after': '5' });
  }

  listen() {
    createServer((request, response) => this.handle(request, response)).listen(Number(PORT), '127.0.0.1');
  }
}

export function send(response, status, body, headers = {}) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

/** The value of a JSON text; undefined where it is none. */
export function parsed(text) {
  try {
    // `JSON.parse` makes a text of whatever it gets: of a list with one text in it, that text.
    return typeof text === 'string' ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

export async function textOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
