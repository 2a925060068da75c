// A service that stands it when one of its dependencies goes down under traffic. Each defect beside it extends this
// class and gets one method wrong.
import { Agent, createServer, request as post } from 'node:http';

const { PORT, MODEL_URL, STORE_URL } = process.env;

/** A dependency gave nothing usable. */
export class CallError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

export class Service {
  /** Milliseconds for one attempt. */
  limit = 250;
  agents = { [MODEL_URL]: new Agent({ keepAlive: true }), [STORE_URL]: new Agent({ keepAlive: true }) };
  /** Retries that may be made: each request adds a tenth of one. */
  retries = 3;

  async answer(url, body) {
    this.retries = Math.min(3, this.retries + 0.1);
    try {
      return await this.attempt(url, body);
    } catch (error) {
      if (!this.mayRetry(error)) throw error;
      return await this.attempt(url, body);
    }
  }

  mayRetry() {
    if (this.retries < 1) return false;
    this.retries -= 1;
    return true;
  }

  attempt(url, body) {
    return this.call(url, body);
  }

  /** The text of the reply. */
  call(url, body) {
    return new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(this.limit);
      const headers = { 'content-type': 'application/json' };
      const fail = (error) => reject(new CallError(error.code ?? error.name));
      const call = post(url, { method: 'POST', headers, signal, agent: this.agents[new URL(url).origin] }, (reply) => {
        const chunks = [];
        reply.on('error', fail).on('data', (chunk) => chunks.push(chunk));
        reply.on('end', () => this.done(reply.statusCode, Buffer.concat(chunks).toString(), { resolve, reject }));
      });
      call.on('error', fail).end(JSON.stringify(body));
    });
  }

  done(status, body, { resolve, reject }) {
    try {
      const { text } = JSON.parse(body);
      if (status < 300 && typeof text === 'string' && text !== '') return resolve(text);
    } catch {}
    reject(new CallError(`status ${status}`, status));
  }

  async handle(request, response) {
    const send = (status, body) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (request.url === '/healthz') return send(200, {});
    const body = await bodyOf(request);
    if (!/^i-[0-9]{8}$/.test(body?.id)) return send(400, {});
    const url = request.url === '/ask' ? `${MODEL_URL}/say` : `${STORE_URL}/items`;
    try {
      send(200, { text: await this.answer(url, { id: body.id }), degraded: false });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      send(200, { text: 'Later, perhaps.', degraded: true });
    }
  }

  listen() {
    createServer((request, response) => this.handle(request, response)).listen(Number(PORT), '127.0.0.1');
  }
}

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return undefined;
  }
}
