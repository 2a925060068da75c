// A service that accepts now and does it later: a bounded queue, and a worker that tries until it is acknowledged. Each
// defect beside it extends this class and gets one method wrong.
import { createServer } from 'node:http';

const { PORT, DECISIONS_URL } = process.env;
const most = 1000;

export class Service {
  /** Messages that are accepted and not yet recorded. */
  queue = [];

  /** Whether there was room to write it down. */
  accept(message) {
    if (this.queue.length >= most) return false;
    this.queue.push(message);
    void this.deliver(message);
    return true;
  }

  async deliver(message) {
    for (let attempt = 1; !(await this.attempt(message)); attempt++) await sleep(this.pause(attempt));
    this.queue = this.queue.filter((other) => other !== message);
  }

  /** Milliseconds before the next attempt: longer each time, and never long. */
  pause(attempt) {
    return Math.min(200, 25 * 2 ** attempt) * (0.8 + 0.4 * Math.random());
  }

  async attempt(message) {
    try {
      const reply = await fetch(`${DECISIONS_URL}/decisions`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': this.key(message) },
        body: JSON.stringify({ about: message.messageId, decision: 'answer' }),
        signal: AbortSignal.timeout(250),
      });
      const { decisionId } = await reply.json();
      return reply.status === 201 && typeof decisionId === 'string' && decisionId !== '';
    } catch {
      return false;
    }
  }

  key({ messageId }) {
    return messageId;
  }

  async handle(request, response) {
    const send = (status, headers = {}) => response.writeHead(status, headers).end();
    if (request.url === '/healthz') return send(200);
    const message = await bodyOf(request);
    if (!/^m-[0-9]{8}$/.test(message?.messageId) || typeof message.text !== 'string') return send(400);
    if (this.accept(message)) return send(202);
    send(429, { 'retry-after': '1' });
  }

  listen() {
    createServer((request, response) => this.handle(request, response)).listen(Number(PORT), '127.0.0.1');
  }
}

export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return undefined;
  }
}
