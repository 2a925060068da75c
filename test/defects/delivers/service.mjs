// A service that accepts now and does it later: a bounded queue, and a worker that tries until it is acknowledged. Each
// defect beside it extends this class and gets one method wrong.
import { createServer } from 'node:http';

const { PORT, DECISIONS_URL } = process.env;
const most = 1000;
/** A timer that is to wait for longer fires at once. */
const longest = 2 ** 31 - 1;

export class Service {
  /** Messages that are accepted and not yet recorded. */
  queue = [];
  /** Milliseconds for one attempt. */
  limit = 250;

  /** Whether there was room to write it down. */
  accept(message) {
    if (this.queue.length >= most) return false;
    this.queue.push(message);
    void this.deliver(message);
    return true;
  }

  async deliver(message) {
    for (let attempt = 1; ; attempt++) {
      const { done, wait = 0 } = await this.attempt(message);
      if (done) break;
      await sleep(Math.min(longest, Math.max(wait, this.pause(attempt))));
    }
    this.queue = this.queue.filter((other) => other !== message);
  }

  /** Milliseconds before the next attempt: longer each time, and never long. */
  pause(attempt) {
    return Math.min(200, 25 * 2 ** attempt) * (0.8 + 0.4 * Math.random());
  }

  /** Done is also what was refused for good: a person has to look at it. */
  async attempt(message) {
    try {
      const reply = await fetch(`${DECISIONS_URL}/decisions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': this.key(message) },
        body: JSON.stringify({ about: message.messageId, decision: 'answer' }),
        signal: AbortSignal.timeout(this.limit),
      });
      const wait = waitOf(reply.headers);
      if (reply.status !== 201) return { done: isFinal(reply), wait };
      const { decisionId } = JSON.parse(await reply.text());
      return { done: typeof decisionId === 'string' && decisionId !== '', wait };
    } catch {
      return { done: false };
    }
  }

  key({ messageId }) {
    return messageId;
  }

  async handle(request, response) {
    const send = (status, headers = {}) => response.writeHead(status, headers).end();
    if (request.url === '/healthz') return send(200);
    const message = await bodyOf(request);
    if (request.method !== 'POST' || request.url.split('?')[0] !== '/messages' || !isMessage(message)) return send(400);
    if (this.accept(message)) return send(202);
    send(429, { 'retry-after': '1' });
  }

  listen() {
    createServer((request, response) => this.handle(request, response)).listen(Number(PORT), '127.0.0.1');
  }
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function isMessage(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { messageId, text, ...rest } = value;
  const named = typeof messageId === 'string' && /^m-[0-9]{8}$/.test(messageId);
  return named && typeof text === 'string' && [...text].length <= 200 && Object.keys(rest).length === 0;
}

function isFinal({ status, headers }) {
  if (headers.get('x-should-retry') === 'false') return true;
  return status >= 400 && status < 500 && ![408, 409, 425, 429].includes(status);
}

/** Milliseconds to wait before the next attempt. */
function waitOf(headers) {
  const ms = headers.get('retry-after-ms');
  if (/^\d+(\.\d+)?$/.test(ms)) return Number(ms);
  const after = headers.get('retry-after');
  if (/^\d+$/.test(after)) return Number(after) * 1000;
  const date = /^[A-Z][a-z]{2}, /.test(after) ? Date.parse(after) : Number.NaN;
  return Number.isNaN(date) ? 0 : Math.max(0, date - Date.now());
}

async function bodyOf(request) {
  const chunks = [];
  try {
    for await (const chunk of request) chunks.push(chunk);
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks)));
  } catch {
    return undefined;
  }
}
